<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
<context>
    <name>Actions</name>
    <message>
        <source>Project</source>
        <translation>项目</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>编辑</translation>
    </message>
    <message>
        <source>Go</source>
        <translation>转到</translation>
    </message>
    <message>
        <source>New project …</source>
        <translation>新建项目…</translation>
    </message>
    <message>
        <source>Open project …</source>
        <translation>打开项目…</translation>
    </message>
    <message>
        <source>Open the sample</source>
        <translation>打开示例</translation>
    </message>
    <message>
        <source>Import folders …</source>
        <translation>导入文件夹…</translation>
    </message>
    <message>
        <source>Close project</source>
        <translation>关闭项目</translation>
    </message>
    <message>
        <source>Settings …</source>
        <translation>设置…</translation>
    </message>
    <message>
        <source>First steps</source>
        <translation>入门</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>退出</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>重做</translation>
    </message>
    <message>
        <source>Take off the labels</source>
        <translation>去掉标签</translation>
    </message>
    <message>
        <source>Take out of the project</source>
        <translation>从项目中移除</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>标注</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Evaluate</source>
        <translation>评估</translation>
    </message>
    <message>
        <source>Classify</source>
        <translation>分类</translation>
    </message>
</context>
<context>
    <name>CellDelegate</name>
    <message>
        <source>unlabelled</source>
        <translation>未标注</translation>
    </message>
</context>
<context>
    <name>ClassModel</name>
    <message>
        <source>{0}, {1} pictures, key {2}</source>
        <translation>{0}，{1} 张图片，按键 {2}</translation>
    </message>
</context>
<context>
    <name>ClassPanel</name>
    <message>
        <source>Classes</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>+ New class (N)</source>
        <translation>+ 新建类别（N）</translation>
    </message>
    <message>
        <source>Name of a new class</source>
        <translation>新类别的名称</translation>
    </message>
    <message>
        <source>Show only these pictures</source>
        <translation>只显示这些图片</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>重命名</translation>
    </message>
    <message>
        <source>Colour …</source>
        <translation>颜色…</translation>
    </message>
    <message>
        <source>Move up</source>
        <translation>上移</translation>
    </message>
    <message>
        <source>Move down</source>
        <translation>下移</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
</context>
<context>
    <name>ClassifyPage</name>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Least sure first</source>
        <translation>最没把握的在前</translation>
    </message>
    <message>
        <source>Export CSV …</source>
        <translation>导出 CSV…</translation>
    </message>
    <message>
        <source>More</source>
        <translation>更多</translation>
    </message>
    <message>
        <source>Classify</source>
        <translation>分类</translation>
    </message>
    <message>
        <source>A folder …</source>
        <translation>一个文件夹…</translation>
    </message>
    <message>
        <source>The unlabelled pictures of the project</source>
        <translation>项目中未标注的图片</translation>
    </message>
    <message>
        <source>No model yet</source>
        <translation>还没有模型</translation>
    </message>
    <message>
        <source>Train one with your labelled pictures, then let it sort the rest.</source>
        <translation>先用已标注的图片训练一个模型，再让它整理其余的图片。</translation>
    </message>
    <message>
        <source>Train a model</source>
        <translation>训练模型</translation>
    </message>
    <message>
        <source>Drop a folder to classify it</source>
        <translation>把文件夹拖到这里进行分类</translation>
    </message>
    <message>
        <source>The answers appear as they come, with the most probable classes under each picture.</source>
        <translation>结果会陆续出现，每张图片下方是最可能的类别。</translation>
    </message>
    <message>
        <source>Choose a folder …</source>
        <translation>选择文件夹…</translation>
    </message>
    <message>
        <source>Classify the unlabelled pictures</source>
        <translation>对未标注的图片分类</translation>
    </message>
    <message>
        <source>Click a picture</source>
        <translation>单击一张图片</translation>
    </message>
    <message>
        <source>Show where the evidence lies</source>
        <translation>显示依据所在的位置</translation>
    </message>
    <message>
        <source>Opacity of the heatmap</source>
        <translation>热力图的不透明度</translation>
    </message>
    <message>
        <source>Opacity</source>
        <translation>不透明度</translation>
    </message>
    <message>
        <source>Saliency</source>
        <translation>显著图</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>{0} cannot be read: {1}</source>
        <translation>无法读取 {0}：{1}</translation>
    </message>
    <message>
        <source>Classifying {0}</source>
        <translation>正在分类 {0}</translation>
    </message>
    <message>
        <source>{0} pictures</source>
        <translation>{0} 张图片</translation>
    </message>
    <message>
        <source>Choose a folder of pictures</source>
        <translation>选择图片文件夹</translation>
    </message>
    <message>
        <source>Export the answers</source>
        <translation>导出结果</translation>
    </message>
    <message>
        <source>Tables (*.csv)</source>
        <translation>表格 (*.csv)</translation>
    </message>
    <message>
        <source>Looking for the evidence …</source>
        <translation>正在寻找依据…</translation>
    </message>
    <message>
        <source>{0} for “{1}”</source>
        <translation>“{1}”的 {0}</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Unreadable</source>
        <translation>无法读取</translation>
    </message>
</context>
<context>
    <name>ConfidenceBars</name>
    <message>
        <source>Probabilities</source>
        <translation>概率</translation>
    </message>
</context>
<context>
    <name>ConfusionView</name>
    <message>
        <source>Confusion matrix: rows are the truth, columns what the model says</source>
        <translation>混淆矩阵：行是真实类别，列是模型的预测</translation>
    </message>
    <message>
        <source>{truth} rightly named: {count}</source>
        <translation>{truth} 识别正确：{count}</translation>
    </message>
    <message>
        <source>{truth} taken for {predicted}: {count}</source>
        <translation>{truth} 误认为 {predicted}：{count}</translation>
    </message>
</context>
<context>
    <name>CurveChart</name>
    <message>
        <source>training</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>validation</source>
        <translation>验证</translation>
    </message>
</context>
<context>
    <name>EvaluatePage</name>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Evaluate again</source>
        <translation>重新评估</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Precision</source>
        <translation>精确率</translation>
    </message>
    <message>
        <source>Recall</source>
        <translation>召回率</translation>
    </message>
    <message>
        <source>F1</source>
        <translation>F1</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>Scores by class</source>
        <translation>各类别的得分</translation>
    </message>
    <message>
        <source>Confusion: rows are the truth</source>
        <translation>混淆矩阵：行是真实类别</translation>
    </message>
    <message>
        <source>By class</source>
        <translation>各类别</translation>
    </message>
    <message>
        <source>Worst mistakes</source>
        <translation>最严重的错误</translation>
    </message>
    <message>
        <source>No mistakes on these pictures.</source>
        <translation>这些图片全部识别正确。</translation>
    </message>
    <message>
        <source>No model yet</source>
        <translation>还没有模型</translation>
    </message>
    <message>
        <source>Train one, and see here where it is right and where it is not.</source>
        <translation>训练一个模型，就能在这里看到它哪里对、哪里错。</translation>
    </message>
    <message>
        <source>Train a model</source>
        <translation>训练模型</translation>
    </message>
    <message>
        <source>Not evaluated yet</source>
        <translation>尚未评估</translation>
    </message>
    <message>
        <source>Evaluate</source>
        <translation>评估</translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation>准确率</translation>
    </message>
    <message>
        <source>Click a cell of the confusion matrix to see its pictures.</source>
        <translation>单击混淆矩阵中的格子，查看对应的图片。</translation>
    </message>
    <message>
        <source>{0} training pictures</source>
        <translation>{0} 张训练图片</translation>
    </message>
    <message>
        <source>Evaluating {0}</source>
        <translation>正在评估 {0}</translation>
    </message>
    <message>
        <source>test</source>
        <translation>测试</translation>
    </message>
    <message>
        <source>validation</source>
        <translation>验证</translation>
    </message>
    <message>
        <source>training</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>of {0} pictures of the {1} split
balanced over the classes: {2}</source>
        <translation>基于{1}划分的 {0} 张图片
平衡准确率：{2}</translation>
    </message>
    <message>
        <source>{0} recognized: {1} pictures</source>
        <translation>{0} 识别正确：{1} 张图片</translation>
    </message>
    <message>
        <source>{0} taken for {1}: {2} pictures</source>
        <translation>{0} 误认为 {1}：{2} 张图片</translation>
    </message>
    <message>
        <source>No pictures.</source>
        <translation>没有图片。</translation>
    </message>
</context>
<context>
    <name>Gallery</name>
    <message>
        <source>Pictures</source>
        <translation>图片</translation>
    </message>
</context>
<context>
    <name>HelpDialog</name>
    <message>
        <source>First steps</source>
        <translation>入门</translation>
    </message>
</context>
<context>
    <name>ImageView</name>
    <message>
        <source>Picture</source>
        <translation>图片</translation>
    </message>
</context>
<context>
    <name>ImportDialog</name>
    <message>
        <source>Import pictures</source>
        <translation>导入图片</translation>
    </message>
    <message>
        <source>How are the pictures in “{0}” labelled?</source>
        <translation>“{0}”中的图片是怎样标注的？</translation>
    </message>
    <message>
        <source>By folder: each subfolder is a class</source>
        <translation>按文件夹：每个子文件夹是一个类别</translation>
    </message>
    <message>
        <source>Not yet: I label them here</source>
        <translation>还没有标注：我在这里标注</translation>
    </message>
    <message>
        <source>By a CSV file with a path and a class in each row …</source>
        <translation>按 CSV 文件：每行一个路径和一个类别…</translation>
    </message>
    <message>
        <source>Take folders named train, val and test as the split</source>
        <translation>把名为 train、val 和 test 的文件夹作为划分</translation>
    </message>
    <message>
        <source>The pictures stay where they are; Fieldmark only remembers their place.</source>
        <translation>图片留在原处，Fieldmark 只记住它们的位置。</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>导入</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Choose a label file</source>
        <translation>选择标签文件</translation>
    </message>
    <message>
        <source>Tables (*.csv *.tsv *.txt)</source>
        <translation>表格 (*.csv *.tsv *.txt)</translation>
    </message>
    <message>
        <source>By the file {0}</source>
        <translation>按文件 {0}</translation>
    </message>
</context>
<context>
    <name>LabelPage</name>
    <message>
        <source>Search names and classes</source>
        <translation>搜索文件名和类别</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>搜索</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Unlabelled</source>
        <translation>未标注</translation>
    </message>
    <message>
        <source>Thumbnail size</source>
        <translation>缩略图大小</translation>
    </message>
    <message>
        <source>Drop folders of pictures here</source>
        <translation>把图片文件夹拖到这里</translation>
    </message>
    <message>
        <source>Subfolders can become classes. The pictures stay where they are.</source>
        <translation>子文件夹可以成为类别。图片留在原处。</translation>
    </message>
    <message>
        <source>Choose folders …</source>
        <translation>选择文件夹…</translation>
    </message>
    <message>
        <source>Nothing here</source>
        <translation>这里什么也没有</translation>
    </message>
    <message>
        <source>No picture fits the filter.</source>
        <translation>没有符合筛选条件的图片。</translation>
    </message>
    <message>
        <source>Show all pictures</source>
        <translation>显示全部图片</translation>
    </message>
    <message>
        <source>Classes</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Selection</source>
        <translation>所选图片</translation>
    </message>
    <message>
        <source>A digit or a click on a class labels the selection. Delete takes the label off. Space shows the picture large.</source>
        <translation>按数字键或单击类别，即可标注所选图片。Delete 去掉标签。空格键放大图片。</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>按键</translation>
    </message>
    <message>
        <source>Colour of {0}</source>
        <translation>“{0}”的颜色</translation>
    </message>
    <message>
        <source>Everything is labelled</source>
        <translation>全部已标注</translation>
    </message>
    <message>
        <source>Time to train.</source>
        <translation>可以开始训练了。</translation>
    </message>
    <message>
        <source>{0} selected</source>
        <translation>已选 {0} 张</translation>
    </message>
    <message>
        <source>Click a picture; Ctrl and Shift or a dragged frame select more.</source>
        <translation>单击选择一张图片；按住 Ctrl 或 Shift 单击，或拖出一个框，可选择多张。</translation>
    </message>
    <message>
        <source>training</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>validation</source>
        <translation>验证</translation>
    </message>
    <message>
        <source>test</source>
        <translation>测试</translation>
    </message>
    <message>
        <source>{0} cannot be read: {1}</source>
        <translation>无法读取 {0}：{1}</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Menu</source>
        <translation>菜单</translation>
    </message>
    <message>
        <source>The answers are in {0}</source>
        <translation>结果已保存到 {0}</translation>
    </message>
    <message>
        <source>This project can only be looked at: {0}.</source>
        <translation>这个项目只能查看：{0}。</translation>
    </message>
    <message>
        <source>Nothing you do here changes it.</source>
        <translation>在这里的任何操作都不会改动它。</translation>
    </message>
    <message>
        <source>Open a project: a folder whose name ends in .fieldmark</source>
        <translation>打开项目：名称以 .fieldmark 结尾的文件夹</translation>
    </message>
    <message>
        <source>Preparing the sample project</source>
        <translation>正在准备示例项目</translation>
    </message>
    <message>
        <source>Choose a folder of pictures</source>
        <translation>选择图片文件夹</translation>
    </message>
    <message>
        <source>Importing pictures</source>
        <translation>正在导入图片</translation>
    </message>
    <message>
        <source>{0} pictures imported.</source>
        <translation>已导入 {0} 张图片。</translation>
    </message>
    <message>
        <source>{0} files were skipped: already here, or no pictures.</source>
        <translation>跳过了 {0} 个文件：已在项目中，或不是图片。</translation>
    </message>
    <message>
        <source>{0} cannot be read, the first: {1} ({2}).</source>
        <translation>{0} 个文件无法读取，第一个是 {1}（{2}）。</translation>
    </message>
    <message>
        <source>{0} is ready: {1} right on validation pictures.</source>
        <translation>{0} 已就绪：验证图片的准确率为 {1}。</translation>
    </message>
    <message>
        <source>All changes saved</source>
        <translation>所有更改均已保存</translation>
    </message>
    <message>
        <source>All changes saved · Ctrl+Z: {0}</source>
        <translation>所有更改均已保存 · Ctrl+Z 撤销：{0}</translation>
    </message>
    <message>
        <source>Drop to classify</source>
        <translation>松开即可分类</translation>
    </message>
    <message>
        <source>Drop to import these pictures</source>
        <translation>松开即可导入这些图片</translation>
    </message>
</context>
<context>
    <name>MessageBar</name>
    <message>
        <source>Dismiss</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>NewProjectDialog</name>
    <message>
        <source>New project</source>
        <translation>新建项目</translation>
    </message>
    <message>
        <source>Garden insects</source>
        <translation>花园昆虫</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>Choose …</source>
        <translation>选择…</translation>
    </message>
    <message>
        <source>Create</source>
        <translation>创建</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Where should the project go?</source>
        <translation>项目放在哪里？</translation>
    </message>
    <message>
        <source>There is already a project of this name in this folder.</source>
        <translation>这个文件夹中已有同名项目。</translation>
    </message>
    <message>
        <source>Fieldmark will make the folder {0}</source>
        <translation>Fieldmark 将新建文件夹 {0}</translation>
    </message>
    <message>
        <source>Give the project a name; your pictures stay where they are.</source>
        <translation>给项目起个名字；你的图片留在原处。</translation>
    </message>
</context>
<context>
    <name>PictureDialog</name>
    <message>
        <source>Opening the picture …</source>
        <translation>正在打开图片…</translation>
    </message>
    <message>
        <source>It cannot be read: {0}</source>
        <translation>无法读取：{0}</translation>
    </message>
</context>
<context>
    <name>PredictionModel</name>
    <message>
        <source>is {0}</source>
        <translation>实为 {0}</translation>
    </message>
</context>
<context>
    <name>Rail</name>
    <message>
        <source>Steps</source>
        <translation>步骤</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>标注</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Evaluate</source>
        <translation>评估</translation>
    </message>
    <message>
        <source>Classify</source>
        <translation>分类</translation>
    </message>
</context>
<context>
    <name>SampleModel</name>
    <message>
        <source>unlabelled</source>
        <translation>未标注</translation>
    </message>
</context>
<context>
    <name>SettingsDialog</name>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Apply</source>
        <translation>应用</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>A new language shows at the next start.</source>
        <translation>新的语言在下次启动时生效。</translation>
    </message>
</context>
<context>
    <name>TaskBar</name>
    <message>
        <source>{seconds} s</source>
        <translation>{seconds} 秒</translation>
    </message>
    <message>
        <source>{minutes} min {seconds} s</source>
        <translation>{minutes} 分 {seconds} 秒</translation>
    </message>
    <message>
        <source>{minutes} min</source>
        <translation>{minutes} 分钟</translation>
    </message>
    <message>
        <source>{hours} h {minutes} min</source>
        <translation>{hours} 小时 {minutes} 分钟</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>{done} of {total}</source>
        <translation>{done} / {total}</translation>
    </message>
    <message>
        <source>{time} left</source>
        <translation>还剩 {time}</translation>
    </message>
    <message>
        <source>Cancelling …</source>
        <translation>正在取消…</translation>
    </message>
</context>
<context>
    <name>Text</name>
    <message>
        <source>Something went wrong that Fieldmark did not foresee: {0}</source>
        <translation>出现了 Fieldmark 没有预料到的问题：{0}</translation>
    </message>
    <message>
        <source>Your project and labels are kept.</source>
        <translation>你的项目和标注都已保留。</translation>
    </message>
    <message>
        <source>Please try again; if it happens again, restart Fieldmark.</source>
        <translation>请再试一次；如果仍然出现，请重新启动 Fieldmark。</translation>
    </message>
</context>
<context>
    <name>TrainPage</name>
    <message>
        <source>Train</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Instant</source>
        <translation>即时</translation>
    </message>
    <message>
        <source>A linear head on frozen features: seconds, strong with few pictures.</source>
        <translation>在冻结的特征上训练线性分类头：只需几秒，图片不多也很准。</translation>
    </message>
    <message>
        <source>Fine-tune</source>
        <translation>微调</translation>
    </message>
    <message>
        <source>All layers learn: minutes on a CPU, best with hundreds of pictures.</source>
        <translation>所有层一起学习：CPU 上需要几分钟，有几百张图片时效果最好。</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation>准确率</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Recipe</source>
        <translation>配方</translation>
    </message>
    <message>
        <source>Balanced</source>
        <translation>平衡准确率</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>用时</translation>
    </message>
    <message>
        <source>Ended</source>
        <translation>结束原因</translation>
    </message>
    <message>
        <source>Models of this project</source>
        <translation>本项目的模型</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>None yet. Choose a preset and press Train.</source>
        <translation>还没有模型。选择一个预设，然后按“训练”。</translation>
    </message>
    <message>
        <source>Architecture</source>
        <translation>架构</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>Pretrained, downloaded once</source>
        <translation>预训练，只下载一次</translation>
    </message>
    <message>
        <source>From scratch</source>
        <translation>从零开始</translation>
    </message>
    <message>
        <source>Choose a weights pack …</source>
        <translation>选择权重包…</translation>
    </message>
    <message>
        <source>All settings</source>
        <translation>全部设置</translation>
    </message>
    <message>
        <source>A folder with config.json and model.safetensors</source>
        <translation>含有 config.json 和 model.safetensors 的文件夹</translation>
    </message>
    <message>
        <source>Any timm name will do.</source>
        <translation>任何 timm 架构名称都可以。</translation>
    </message>
    <message>
        <source>{0} M parameters · {1} px · {2}</source>
        <translation>{0} M 参数 · {1} px · {2}</translation>
    </message>
    <message>
        <source>Fetched from the model hub at the first training, then kept. Nothing else uses the network.</source>
        <translation>第一次训练时从模型库下载，之后一直保留。除此之外不会使用网络。</translation>
    </message>
    <message>
        <source>No prior knowledge: needs more pictures and time; always trains all layers.</source>
        <translation>没有预先学过的知识：需要更多图片和时间，并且总是训练所有层。</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>正在训练</translation>
    </message>
    <message>
        <source>{0} labelled</source>
        <translation>已标注 {0} 张</translation>
    </message>
    <message>
        <source>{0} classes</source>
        <translation>{0} 个类别</translation>
    </message>
    <message>
        <source>split {0} / {1} / {2}</source>
        <translation>划分 {0} / {1} / {2}</translation>
    </message>
</context>
<context>
    <name>WelcomePage</name>
    <message>
        <source>New project</source>
        <translation>新建项目</translation>
    </message>
    <message>
        <source>Open project …</source>
        <translation>打开项目…</translation>
    </message>
    <message>
        <source>Open the sample</source>
        <translation>打开示例</translation>
    </message>
    <message>
        <source>Recent projects</source>
        <translation>最近的项目</translation>
    </message>
    <message>
        <source>Teach your computer what you see</source>
        <translation>让电脑认识你眼中的世界</translation>
    </message>
    <message>
        <source>Label some of your pictures, train with one button, and let Fieldmark sort the rest. No picture leaves this machine.</source>
        <translation>标注一部分图片，按一个按钮开始训练，其余的交给 Fieldmark 整理。图片绝不会离开这台电脑。</translation>
    </message>
    <message>
        <source>Or drop a folder of pictures anywhere on this window.</source>
        <translation>也可以把图片文件夹拖到窗口的任意位置。</translation>
    </message>
</context>
<context>
    <name>_NameLine</name>
    <message>
        <source>New name</source>
        <translation>新名称</translation>
    </message>
</context>
<context>
    <name>_RecentEntry</name>
    <message>
        <source>not there: {0}</source>
        <translation>不在原处：{0}</translation>
    </message>
</context>
<context>
    <name>architectures</name>
    <message>
        <source>The best start for most picture sets: quick on any laptop.</source>
        <translation>适合大多数图片的首选：在任何笔记本电脑上都很快。</translation>
    </message>
    <message>
        <source>The smallest download of these, and nearly as quick as MobileNetV3.</source>
        <translation>其中下载量最小的一个，速度与 MobileNetV3 相近。</translation>
    </message>
    <message>
        <source>More accurate than MobileNet for its size, and slower.</source>
        <translation>大小相近时比 MobileNet 更准，但更慢。</translation>
    </message>
    <message>
        <source>Plain and well understood; a good one to compare others with.</source>
        <translation>简单而成熟，适合用来与其他架构比较。</translation>
    </message>
    <message>
        <source>The classic of the field; best with a graphics card.</source>
        <translation>这一领域的经典架构，最好配合显卡使用。</translation>
    </message>
    <message>
        <source>A modern network for fine-tuning; its weights are not for commercial use.</source>
        <translation>适合微调的现代网络；其权重不得用于商业用途。</translation>
    </message>
    <message>
        <source>Sees fine detail without training on labels; set the picture size to 224 where there is no graphics card.</source>
        <translation>无需标签训练就能看出细微差别；没有显卡时，请把图片尺寸设为 224。</translation>
    </message>
    <message>
        <source>Small and quick to train from scratch, without any download.</source>
        <translation>小巧，从零开始训练也很快，不需要下载。</translation>
    </message>
</context>
<context>
    <name>changes</name>
    <message>
        <source>Import {count} pictures</source>
        <translation>导入 {count} 张图片</translation>
    </message>
    <message>
        <source>Label {count} as {name}</source>
        <translation>将 {count} 张图片标注为“{name}”</translation>
    </message>
    <message>
        <source>Take the label off {count}</source>
        <translation>去掉 {count} 张图片的标签</translation>
    </message>
    <message>
        <source>Add the class {name}</source>
        <translation>新建类别“{name}”</translation>
    </message>
    <message>
        <source>Rename {old} to {name}</source>
        <translation>将“{old}”重命名为“{name}”</translation>
    </message>
    <message>
        <source>Recolour {name}</source>
        <translation>更改“{name}”的颜色</translation>
    </message>
    <message>
        <source>Reorder the classes</source>
        <translation>调整类别顺序</translation>
    </message>
    <message>
        <source>Delete the class {name}</source>
        <translation>删除类别“{name}”</translation>
    </message>
    <message>
        <source>Split {count} pictures</source>
        <translation>划分 {count} 张图片</translation>
    </message>
    <message>
        <source>Take {count} out of the project</source>
        <translation>从项目中移除 {count} 张图片</translation>
    </message>
</context>
<context>
    <name>doctor</name>
    <message>
        <source>not installed</source>
        <translation>未安装</translation>
    </message>
    <message>
        <source>all there</source>
        <translation>齐全</translation>
    </message>
    <message>
        <source>not reachable: use a weights pack or train from scratch; all else works offline</source>
        <translation>无法连接：请使用权重包或从零开始训练；其余功能都可离线使用</translation>
    </message>
    <message>
        <source>reachable</source>
        <translation>可以连接</translation>
    </message>
    <message>
        <source>Looking at versions</source>
        <translation>正在查看版本</translation>
    </message>
    <message>
        <source>Looking for a GPU</source>
        <translation>正在查找 GPU</translation>
    </message>
    <message>
        <source>Looking at the window system</source>
        <translation>正在查看窗口系统</translation>
    </message>
    <message>
        <source>Trying the folders</source>
        <translation>正在测试文件夹</translation>
    </message>
    <message>
        <source>Trying the network</source>
        <translation>正在测试网络</translation>
    </message>
</context>
<context>
    <name>errors</name>
    <message>
        <source>train</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>validation</source>
        <translation>验证</translation>
    </message>
    <message>
        <source>test</source>
        <translation>测试</translation>
    </message>
    <message>
        <source>Permission denied</source>
        <translation>权限不足</translation>
    </message>
    <message>
        <source>No space left on device</source>
        <translation>磁盘空间不足</translation>
    </message>
    <message>
        <source>Read-only file system</source>
        <translation>文件系统是只读的</translation>
    </message>
    <message>
        <source>No such file or directory</source>
        <translation>文件或文件夹不存在</translation>
    </message>
    <message>
        <source>Not a directory</source>
        <translation>不是文件夹</translation>
    </message>
    <message>
        <source>Is a directory</source>
        <translation>是一个文件夹</translation>
    </message>
    <message>
        <source>File name too long</source>
        <translation>文件名过长</translation>
    </message>
    <message>
        <source>Input/output error</source>
        <translation>输入/输出错误</translation>
    </message>
    <message>
        <source>The folder {folder} does not exist.</source>
        <translation>文件夹 {folder} 不存在。</translation>
    </message>
    <message>
        <source>Nothing was changed.</source>
        <translation>没有做任何改动。</translation>
    </message>
    <message>
        <source>Check the name, or plug in the drive that it is on.</source>
        <translation>请检查名称，或接上它所在的磁盘。</translation>
    </message>
    <message>
        <source>There is no picture in {folder}.</source>
        <translation>{folder} 中没有图片。</translation>
    </message>
    <message>
        <source>Choose a folder that holds pictures such as JPEG, PNG, TIFF or WebP files.</source>
        <translation>请选择含有图片的文件夹，例如 JPEG、PNG、TIFF 或 WebP 文件。</translation>
    </message>
    <message>
        <source>The picture {path} cannot be read: {reason}.</source>
        <translation>无法读取图片 {path}：{reason}。</translation>
    </message>
    <message>
        <source>The file was left as it is.</source>
        <translation>文件保持原样。</translation>
    </message>
    <message>
        <source>Open it in a picture viewer to see whether it is damaged, or leave it out.</source>
        <translation>请用看图软件打开它，看看是否损坏，或者不使用它。</translation>
    </message>
    <message>
        <source>The label file {file} cannot be used: {reason}.</source>
        <translation>无法使用标签文件 {file}：{reason}。</translation>
    </message>
    <message>
        <source>Nothing was imported.</source>
        <translation>没有导入任何内容。</translation>
    </message>
    <message>
        <source>It needs one row a picture: the path of the picture, then the name of its class.</source>
        <translation>每张图片需要一行：先是图片的路径，再是类别的名称。</translation>
    </message>
    <message>
        <source>Training needs at least two classes with labelled pictures; this project has {count}.</source>
        <translation>训练至少需要两个含有已标注图片的类别；这个项目有 {count} 个。</translation>
    </message>
    <message>
        <source>All labels are kept.</source>
        <translation>所有标注都已保留。</translation>
    </message>
    <message>
        <source>Label a few pictures of at least two classes, or import folders named after their classes, then train again.</source>
        <translation>请为至少两个类别标注几张图片，或导入以类别命名的文件夹，然后再训练。</translation>
    </message>
    <message>
        <source>The class “{name}” has no picture in the training split.</source>
        <translation>类别“{name}”在训练划分中没有图片。</translation>
    </message>
    <message>
        <source>All labels are kept; nothing was trained.</source>
        <translation>所有标注都已保留；没有进行训练。</translation>
    </message>
    <message>
        <source>Add training pictures of that class, or import with the automatic split.</source>
        <translation>请为该类别添加训练图片，或在导入时使用自动划分。</translation>
    </message>
    <message>
        <source>The {split} split of this project holds no labelled picture of the model&apos;s classes.</source>
        <translation>这个项目的{split}划分中，没有属于该模型类别的已标注图片。</translation>
    </message>
    <message>
        <source>The project and its models are as they were.</source>
        <translation>项目和其中的模型保持原样。</translation>
    </message>
    <message>
        <source>Label more pictures, or evaluate on another split.</source>
        <translation>请标注更多图片，或在其他划分上评估。</translation>
    </message>
    <message>
        <source>“{value}” cannot be used for {field}: {reason}.</source>
        <translation>“{value}”不能用于 {field}：{reason}。</translation>
    </message>
    <message>
        <source>Nothing was started.</source>
        <translation>没有开始任何操作。</translation>
    </message>
    <message>
        <source>Choose another value.</source>
        <translation>请选择其他值。</translation>
    </message>
    <message>
        <source>There is no Fieldmark project at {folder}.</source>
        <translation>{folder} 不是 Fieldmark 项目。</translation>
    </message>
    <message>
        <source>Open a folder whose name ends in .fieldmark, or make a new project.</source>
        <translation>请打开名称以 .fieldmark 结尾的文件夹，或新建一个项目。</translation>
    </message>
    <message>
        <source>There is already something at {folder}.</source>
        <translation>{folder} 已经存在。</translation>
    </message>
    <message>
        <source>It was left as it is.</source>
        <translation>它保持原样。</translation>
    </message>
    <message>
        <source>Open it, or choose another name.</source>
        <translation>请打开它，或换一个名称。</translation>
    </message>
    <message>
        <source>The project {folder} was written by a newer Fieldmark (version {found}, this one reads {known}).</source>
        <translation>项目 {folder} 由更新版本的 Fieldmark 写成（格式版本 {found}，当前程序可读取 {known}）。</translation>
    </message>
    <message>
        <source>Update Fieldmark to open it.</source>
        <translation>请更新 Fieldmark 后再打开。</translation>
    </message>
    <message>
        <source>The project file of {folder} is damaged: {reason}.</source>
        <translation>{folder} 的项目文件已损坏：{reason}。</translation>
    </message>
    <message>
        <source>It was left as it is; the pictures themselves are not in it and are safe.</source>
        <translation>它保持原样；图片本身不在其中，安然无恙。</translation>
    </message>
    <message>
        <source>Restore project.db from a backup of that folder.</source>
        <translation>请从该文件夹的备份中恢复 project.db。</translation>
    </message>
    <message>
        <source>The project {folder} cannot be changed: {reason}.</source>
        <translation>无法更改项目 {folder}：{reason}。</translation>
    </message>
    <message>
        <source>Everything in it can be looked at; nothing was lost.</source>
        <translation>其中的内容都可以查看；没有丢失任何东西。</translation>
    </message>
    <message>
        <source>Close the other window, or copy the project to a folder you may write to.</source>
        <translation>请关闭另一个窗口，或把项目复制到你有权写入的文件夹。</translation>
    </message>
    <message>
        <source>The folder {folder} cannot be written to: {reason}.</source>
        <translation>无法写入文件夹 {folder}：{reason}。</translation>
    </message>
    <message>
        <source>Choose a folder that is yours, or free some space on the disk.</source>
        <translation>请选择你自己的文件夹，或腾出一些磁盘空间。</translation>
    </message>
    <message>
        <source>This change no longer fits the project: something else changed the same labels in between.</source>
        <translation>这项更改已不再适用：其间有别的操作改动了同样的标注。</translation>
    </message>
    <message>
        <source>The project is as it was before the change.</source>
        <translation>项目保持更改之前的样子。</translation>
    </message>
    <message>
        <source>Look at the labels again, then repeat the change.</source>
        <translation>请再看一下这些标注，然后重新更改。</translation>
    </message>
    <message>
        <source>There is a class named “{name}” already.</source>
        <translation>已经有名为“{name}”的类别。</translation>
    </message>
    <message>
        <source>Choose another name.</source>
        <translation>请换一个名称。</translation>
    </message>
    <message>
        <source>“{name}” cannot be the name of a class.</source>
        <translation>“{name}”不能作为类别的名称。</translation>
    </message>
    <message>
        <source>Use at least one letter or digit, and none of / \ : * ? &quot; &lt; &gt; | (classes become folder names).</source>
        <translation>名称至少要有一个字母、汉字或数字，并且不能含有 / \ : * ? &quot; &lt; &gt; |（类别会成为文件夹名）。</translation>
    </message>
    <message>
        <source>The last change could not be saved: {reason}.</source>
        <translation>上一项更改未能保存：{reason}。</translation>
    </message>
    <message>
        <source>Everything before it is safe on the disk.</source>
        <translation>在此之前的内容都已安全写入磁盘。</translation>
    </message>
    <message>
        <source>Free some space or plug the drive in again, then repeat the change.</source>
        <translation>请腾出一些空间或重新接上磁盘，然后重新更改。</translation>
    </message>
    <message>
        <source>There is no architecture named “{name}”.</source>
        <translation>没有名为“{name}”的架构。</translation>
    </message>
    <message>
        <source>Near ones are: {near}.</source>
        <translation>相近的名称有：{near}。</translation>
    </message>
    <message>
        <source>The architecture “{name}” cannot do this: {reason}.</source>
        <translation>架构“{name}”做不到这一点：{reason}。</translation>
    </message>
    <message>
        <source>Choose another architecture, or the preset Fine-tune.</source>
        <translation>请选择其他架构，或使用“微调”预设。</translation>
    </message>
    <message>
        <source>The pretrained weights of “{name}” could not be downloaded: {reason}.</source>
        <translation>未能下载“{name}”的预训练权重：{reason}。</translation>
    </message>
    <message>
        <source>Two ways on: choose a weights pack (a folder with config.json and model.safetensors), or train from scratch.</source>
        <translation>有两个办法：选择一个权重包（含有 config.json 和 model.safetensors 的文件夹），或者从零开始训练。</translation>
    </message>
    <message>
        <source>The weights in {folder} cannot be used: {reason}.</source>
        <translation>无法使用 {folder} 中的权重：{reason}。</translation>
    </message>
    <message>
        <source>Choose another weights pack (a folder with config.json and model.safetensors for this architecture), or train from scratch.</source>
        <translation>请选择另一个权重包（适用于该架构、含有 config.json 和 model.safetensors 的文件夹），或从零开始训练。</translation>
    </message>
    <message>
        <source>The training broke off in epoch {epoch}: its loss was no longer a number (learning rate {rate}).</source>
        <translation>训练在第 {epoch} 轮中断：损失不再是有效的数值（学习率 {rate}）。</translation>
    </message>
    <message>
        <source>All labels and earlier models are kept; this training left no model.</source>
        <translation>所有标注和之前的模型都已保留；这次训练没有留下模型。</translation>
    </message>
    <message>
        <source>Train again with a smaller learning rate, or leave it at 0 to have one chosen.</source>
        <translation>请用更小的学习率重新训练，或设为 0 由程序选择。</translation>
    </message>
    <message>
        <source>There is no model at {folder}.</source>
        <translation>{folder} 中没有模型。</translation>
    </message>
    <message>
        <source>Train one first, or choose a folder that holds model.json and model.safetensors.</source>
        <translation>请先训练一个模型，或选择含有 model.json 和 model.safetensors 的文件夹。</translation>
    </message>
    <message>
        <source>The model in {folder} cannot be used: {reason}.</source>
        <translation>无法使用 {folder} 中的模型：{reason}。</translation>
    </message>
    <message>
        <source>Its files were left as they are; your labels are not in it and are safe.</source>
        <translation>它的文件保持原样；你的标注不在其中，安然无恙。</translation>
    </message>
    <message>
        <source>Copy the whole model folder again, or train it anew.</source>
        <translation>请重新复制整个模型文件夹，或重新训练。</translation>
    </message>
    <message>
        <source>The file {file} cannot be written: {reason}.</source>
        <translation>无法写入文件 {file}：{reason}。</translation>
    </message>
    <message>
        <source>Nothing else was changed.</source>
        <translation>没有做其他改动。</translation>
    </message>
    <message>
        <source>Close it in other programs, or choose another place.</source>
        <translation>请在其他程序中关闭它，或换一个位置。</translation>
    </message>
    <message>
        <source>it is not UTF-8 text</source>
        <translation>它不是 UTF-8 文本</translation>
    </message>
    <message>
        <source>it has fewer than two columns</source>
        <translation>它不足两列</translation>
    </message>
    <message>
        <source>none of its {count} rows names a picture that is there, the last: {path}</source>
        <translation>其中 {count} 行没有一行对应现有的图片，最后一行是：{path}</translation>
    </message>
    <message>
        <source>it gives no map of its features</source>
        <translation>它不提供特征图</translation>
    </message>
    <message>
        <source>it was written by a newer Fieldmark</source>
        <translation>它由更新版本的 Fieldmark 写成</translation>
    </message>
    <message>
        <source>{file} is damaged ({details})</source>
        <translation>{file} 已损坏（{details}）</translation>
    </message>
    <message>
        <source>{file} is missing</source>
        <translation>缺少 {file}</translation>
    </message>
    <message>
        <source>{file} is not the file that was saved with it: cut short or changed</source>
        <translation>{file} 不是当初一起保存的文件：不完整或已被更改</translation>
    </message>
    <message>
        <source>its weights do not fit its description ({details})</source>
        <translation>它的权重与描述不符（{details}）</translation>
    </message>
    <message>
        <source>its head is not a single linear layer on its pooled features</source>
        <translation>它的分类头不是池化特征上的单个线性层</translation>
    </message>
    <message>
        <source>they do not fit ({details})</source>
        <translation>它们不匹配（{details}）</translation>
    </message>
    <message>
        <source>there is no such folder</source>
        <translation>没有这个文件夹</translation>
    </message>
    <message>
        <source>the folder holds no {file}</source>
        <translation>文件夹中没有 {file}</translation>
    </message>
    <message>
        <source>its {file} is damaged</source>
        <translation>其中的 {file} 已损坏</translation>
    </message>
    <message>
        <source>its features of these pictures are not finite numbers</source>
        <translation>它在这些图片上的特征含有无效数值</translation>
    </message>
    <message>
        <source>they are made for {architecture}</source>
        <translation>它们适用于 {architecture}</translation>
    </message>
    <message>
        <source>{missing} of {needed} tensors are missing, such as {first}</source>
        <translation>{needed} 个张量中缺少 {missing} 个，例如 {first}</translation>
    </message>
    <message>
        <source>timm has no pretrained weights for it</source>
        <translation>timm 没有它的预训练权重</translation>
    </message>
    <message>
        <source>HF_HUB_OFFLINE forbids it</source>
        <translation>HF_HUB_OFFLINE 不允许下载</translation>
    </message>
    <message>
        <source>nothing arrived for {seconds} seconds</source>
        <translation>{seconds} 秒内没有收到任何数据</translation>
    </message>
    <message>
        <source>say yes or no</source>
        <translation>请填 yes 或 no</translation>
    </message>
    <message>
        <source>a number is needed</source>
        <translation>需要一个数字</translation>
    </message>
    <message>
        <source>it is not of type {type}</source>
        <translation>它不是 {type} 类型</translation>
    </message>
    <message>
        <source>the choices are {choices}</source>
        <translation>可选值为 {choices}</translation>
    </message>
    <message>
        <source>the smallest value is {value}</source>
        <translation>最小值为 {value}</translation>
    </message>
    <message>
        <source>the largest value is {value}</source>
        <translation>最大值为 {value}</translation>
    </message>
    <message>
        <source>the file is not there</source>
        <translation>文件不存在</translation>
    </message>
    <message>
        <source>the file may not be read</source>
        <translation>没有读取该文件的权限</translation>
    </message>
    <message>
        <source>it is too large to open safely</source>
        <translation>图片过大，无法安全打开</translation>
    </message>
    <message>
        <source>the file is cut short</source>
        <translation>文件不完整</translation>
    </message>
    <message>
        <source>the file is damaged</source>
        <translation>文件已损坏</translation>
    </message>
    <message>
        <source>the file is empty</source>
        <translation>文件是空的</translation>
    </message>
    <message>
        <source>it is not a picture in a known format</source>
        <translation>不是已知格式的图片</translation>
    </message>
    <message>
        <source>The class “{name}” has only one labelled picture: it was learned from, but could not be checked.</source>
        <translation>类别“{name}”只有一张已标注的图片：已用于训练，但无法检验。</translation>
    </message>
    <message>
        <source>{count} pictures could not be read and were left out, the first: {path} ({reason}).</source>
        <translation>有 {count} 张图片无法读取，已略过，第一张是 {path}（{reason}）。</translation>
    </message>
    <message>
        <source>the folder is read-only</source>
        <translation>文件夹是只读的</translation>
    </message>
    <message>
        <source>it is open in another window or command</source>
        <translation>它正在另一个窗口或命令中打开</translation>
    </message>
    <message>
        <source>it is not a Fieldmark project</source>
        <translation>它不是 Fieldmark 项目</translation>
    </message>
    <message>
        <source>answers are written as .csv</source>
        <translation>结果只能写成 .csv 文件</translation>
    </message>
</context>
<context>
    <name>operations</name>
    <message>
        <source>Embedding pictures</source>
        <translation>正在提取图片特征</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>正在训练</translation>
    </message>
    <message>
        <source>finished</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>early stop</source>
        <translation>提前停止</translation>
    </message>
    <message>
        <source>Classifying pictures</source>
        <translation>正在分类图片</translation>
    </message>
    <message>
        <source>Loading the network</source>
        <translation>正在载入网络</translation>
    </message>
    <message>
        <source>Fitting the head</source>
        <translation>正在拟合分类头</translation>
    </message>
    <message>
        <source>Downloading weights</source>
        <translation>正在下载权重</translation>
    </message>
    <message>
        <source>Looking for pictures</source>
        <translation>正在查找图片</translation>
    </message>
    <message>
        <source>Loading the model</source>
        <translation>正在载入模型</translation>
    </message>
    <message>
        <source>Writing the report</source>
        <translation>正在生成报告</translation>
    </message>
    <message>
        <source>Finding the evidence</source>
        <translation>正在寻找依据</translation>
    </message>
    <message>
        <source>Importing pictures</source>
        <translation>正在导入图片</translation>
    </message>
    <message>
        <source>Loading the learning engine</source>
        <translation>正在载入学习引擎</translation>
    </message>
    <message>
        <source>Writing the sample pictures</source>
        <translation>正在写入示例图片</translation>
    </message>
    <message>
        <source>Preparing</source>
        <translation>正在准备</translation>
    </message>
    <message>
        <source>Saving the model</source>
        <translation>正在保存模型</translation>
    </message>
</context>
<context>
    <name>recipe</name>
    <message>
        <source>Preset</source>
        <translation>预设</translation>
    </message>
    <message>
        <source>Instant fits a linear head on frozen features; fine-tuning trains every layer.</source>
        <translation>“即时”在冻结的特征上拟合线性分类头；“微调”训练每一层。</translation>
    </message>
    <message>
        <source>Architecture</source>
        <translation>架构</translation>
    </message>
    <message>
        <source>A network by its timm name; empty takes that of the weights pack, or the recommended one.</source>
        <translation>网络的 timm 名称；留空则使用权重包的架构，或推荐的架构。</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>“pretrained” downloads them, “none” starts from scratch, a folder is a weights pack.</source>
        <translation>“pretrained”会下载权重，“none”从零开始，文件夹则视为权重包。</translation>
    </message>
    <message>
        <source>Picture size</source>
        <translation>图片尺寸</translation>
    </message>
    <message>
        <source>Side in pixels; 0 takes the architecture&apos;s own.</source>
        <translation>边长（像素）；0 表示使用架构自己的尺寸。</translation>
    </message>
    <message>
        <source>Fit</source>
        <translation>适配方式</translation>
    </message>
    <message>
        <source>center cuts the edges, squash distorts, border keeps the whole picture and pads.</source>
        <translation>“居中裁剪”会切掉边缘，“拉伸”会变形，“加边”保留整张图片并补上边框。</translation>
    </message>
    <message>
        <source>Instant</source>
        <translation>即时</translation>
    </message>
    <message>
        <source>Fine-tune</source>
        <translation>微调</translation>
    </message>
    <message>
        <source>automatic</source>
        <translation>自动</translation>
    </message>
    <message>
        <source>Cut edges</source>
        <translation>裁去边缘</translation>
    </message>
    <message>
        <source>Squash</source>
        <translation>压缩变形</translation>
    </message>
    <message>
        <source>Whole, with borders</source>
        <translation>完整画面，加边框</translation>
    </message>
    <message>
        <source>Epochs</source>
        <translation>轮数</translation>
    </message>
    <message>
        <source>Passes over the training pictures.</source>
        <translation>遍历训练图片的次数。</translation>
    </message>
    <message>
        <source>Batch size</source>
        <translation>批大小</translation>
    </message>
    <message>
        <source>Pictures a step.</source>
        <translation>每一步使用的图片数。</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>学习率</translation>
    </message>
    <message>
        <source>0 chooses one for the preset and weights.</source>
        <translation>0 表示按预设和权重自动选择。</translation>
    </message>
    <message>
        <source>Weight decay</source>
        <translation>权重衰减</translation>
    </message>
    <message>
        <source>Pulls weights towards zero (AdamW).</source>
        <translation>把权重拉向零（AdamW）。</translation>
    </message>
    <message>
        <source>Warm-up</source>
        <translation>预热</translation>
    </message>
    <message>
        <source>Epochs in which the learning rate rises.</source>
        <translation>学习率逐渐上升的轮数。</translation>
    </message>
    <message>
        <source>Label smoothing</source>
        <translation>标签平滑</translation>
    </message>
    <message>
        <source>Share of certainty taken from each label.</source>
        <translation>从每个标签中减去的确定程度。</translation>
    </message>
    <message>
        <source>Patience</source>
        <translation>耐心轮数</translation>
    </message>
    <message>
        <source>Epochs without improvement before training stops; 0 never stops early.</source>
        <translation>连续多少轮没有提升就停止训练；0 表示从不提前停止。</translation>
    </message>
    <message>
        <source>never</source>
        <translation>从不</translation>
    </message>
    <message>
        <source>Frozen batch norm</source>
        <translation>冻结批归一化</translation>
    </message>
    <message>
        <source>Right for small sets with pretrained weights; ignored when training from scratch.</source>
        <translation>适合图片较少且使用预训练权重的情况；从零开始训练时不起作用。</translation>
    </message>
    <message>
        <source>Smallest crop</source>
        <translation>最小裁剪</translation>
    </message>
    <message>
        <source>Least share of the picture that a random training crop shows.</source>
        <translation>训练时随机裁剪至少保留的图片比例。</translation>
    </message>
    <message>
        <source>Mirror</source>
        <translation>左右翻转</translation>
    </message>
    <message>
        <source>Chance of a left-right flip; 0 for text and digits.</source>
        <translation>左右翻转的概率；文字和数字请设为 0。</translation>
    </message>
    <message>
        <source>Upside down</source>
        <translation>上下翻转</translation>
    </message>
    <message>
        <source>Chance of a top-bottom flip, for microscopes.</source>
        <translation>上下翻转的概率，适合显微镜图片。</translation>
    </message>
    <message>
        <source>Colour jitter</source>
        <translation>颜色抖动</translation>
    </message>
    <message>
        <source>Strength of random brightness, contrast and colour.</source>
        <translation>随机改变亮度、对比度和颜色的强度。</translation>
    </message>
    <message>
        <source>Random erasing</source>
        <translation>随机擦除</translation>
    </message>
    <message>
        <source>Chance that a patch is blanked out.</source>
        <translation>抹去一小块画面的概率。</translation>
    </message>
    <message>
        <source>Head regularization</source>
        <translation>分类头正则化</translation>
    </message>
    <message>
        <source>Strength of the L2 penalty on the linear head (1 / C).</source>
        <translation>线性分类头的 L2 惩罚强度（1 / C）。</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>随机种子</translation>
    </message>
    <message>
        <source>The same seed repeats the same run.</source>
        <translation>相同的种子会重现同一次训练。</translation>
    </message>
</context>
<context>
    <name>settings</name>
    <message>
        <source>Appearance</source>
        <translation>外观</translation>
    </message>
    <message>
        <source>Follow the system, or always light or dark.</source>
        <translation>跟随系统，或始终使用浅色或深色。</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Follow the system, or always English or Chinese.</source>
        <translation>跟随系统，或始终使用英文或中文。</translation>
    </message>
    <message>
        <source>Thumbnail width</source>
        <translation>缩略图宽度</translation>
    </message>
    <message>
        <source>Width of a cell of the grid, in pixels.</source>
        <translation>网格中每一格的宽度（像素）。</translation>
    </message>
</context>
</TS>
