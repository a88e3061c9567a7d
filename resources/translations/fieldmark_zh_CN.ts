<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
<context>
    <name>AccuracyWords</name>
    <message>
        <source>{0} ({1} of {2}; roughly {3} to {4})</source>
        <translation>{0}（{2} 张中 {1} 张；大约 {3} 到 {4}）</translation>
    </message>
</context>
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
        <source>Select</source>
        <translation>选择</translation>
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
        <source>Report of the import …</source>
        <translation>导入报告…</translation>
    </message>
    <message>
        <source>Export …</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>Training, validation and test …</source>
        <translation>训练、验证、测试…</translation>
    </message>
    <message>
        <source>Look for missing pictures</source>
        <translation>查找缺失的图片</translation>
    </message>
    <message>
        <source>Backups …</source>
        <translation>备份…</translation>
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
        <source>Help</source>
        <translation>帮助</translation>
    </message>
    <message>
        <source>History …</source>
        <translation>历史记录…</translation>
    </message>
    <message>
        <source>Select all</source>
        <translation>全选</translation>
    </message>
    <message>
        <source>Select nothing</source>
        <translation>全不选</translation>
    </message>
    <message>
        <source>Invert the selection</source>
        <translation>反选</translation>
    </message>
    <message>
        <source>Select all of this class</source>
        <translation>选择此类别的全部图片</translation>
    </message>
    <message>
        <source>Select all of this folder</source>
        <translation>选择此文件夹的全部图片</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>搜索</translation>
    </message>
    <message>
        <source>Choose a class …</source>
        <translation>选择类别…</translation>
    </message>
    <message>
        <source>New class</source>
        <translation>新建类别</translation>
    </message>
    <message>
        <source>Not sure</source>
        <translation>不确定</translation>
    </message>
    <message>
        <source>As most of the duplicates</source>
        <translation>取重复图片中多数的类别</translation>
    </message>
    <message>
        <source>Duplicates as this picture</source>
        <translation>重复图片与此图同类</translation>
    </message>
    <message>
        <source>Move on after labelling</source>
        <translation>标注后前进</translation>
    </message>
    <message>
        <source>Next unlabelled</source>
        <translation>下一张未标注的图片</translation>
    </message>
    <message>
        <source>Large view</source>
        <translation>放大查看</translation>
    </message>
    <message>
        <source>Compare two pictures</source>
        <translation>比较两张图片</translation>
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
    <name>AlarmDialog</name>
    <message>
        <source>Does the model go by the background?</source>
        <translation>模型依据的是背景吗？</translation>
    </message>
    <message>
        <source>Does “{0}” look at the subject?</source>
        <translation>“{0}”看的是主体吗？</translation>
    </message>
    <message>
        <source>In each picture the part where the saliency map is hottest is masked. A model that goes by a subject there becomes unsure; where it stays as sure as before, the rest of the picture, often the background, is enough for it.</source>
        <translation>在每张图片中遮住显著图最热的部分。如果模型依据的是那里的主体，它就会变得不确定；如果它仍同样确定，说明图片的其余部分（往往是背景）对它已经足够。</translation>
    </message>
    <message>
        <source>By class</source>
        <translation>按类别</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Stays sure</source>
        <translation>仍然确定</translation>
    </message>
    <message>
        <source>Judged</source>
        <translation>已判断</translation>
    </message>
    <message>
        <source>Pictures where the model stays sure</source>
        <translation>模型仍然确定的图片</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>The model stays sure</source>
        <translation>模型仍然确定</translation>
    </message>
    <message>
        <source>Masking what the maps point at</source>
        <translation>正在遮住显著图所指的部分</translation>
    </message>
    <message>
        <source>{0} of {1}</source>
        <translation>第 {0} 张，共 {1} 张</translation>
    </message>
    <message>
        <source>The model stays sure of {0} of {1} pictures ({2}) with the hottest part of the map masked.</source>
        <translation>遮住显著图最热的部分之后，模型对 {1} 张图片中的 {0} 张（{2}）仍然确定。</translation>
    </message>
    <message>
        <source>{0} more could not be judged: masking another part of them does as much.</source>
        <translation>另有 {0} 张无法判断：遮住其他部分的效果也一样。</translation>
    </message>
    <message>
        <source>Too few to tell: {0} pictures at least must be judged. Try it on more pictures.</source>
        <translation>太少，无法下结论：至少要有 {0} 张图片可以判断。请用更多图片再试。</translation>
    </message>
    <message>
        <source>Too few to tell: too many of the pictures could not be judged. Look at some of them large.</source>
        <translation>太少，无法下结论：有太多图片无法判断。请放大查看其中几张。</translation>
    </message>
    <message>
        <source>No sign of a background at work. A few pictures in which the model stays sure are usual. Look at some maps yourself: do they lie on the subject?</source>
        <translation>没有迹象表明背景在起作用。少数图片中模型仍然确定是正常的。请亲自看几张显著图：它们是否落在主体上？</translation>
    </message>
    <message>
        <source>No picture could be judged.</source>
        <translation>没有一张图片可以判断。</translation>
    </message>
    <message>
        <source>{0} could not be read.</source>
        <translation>{0} 张无法读取。</translation>
    </message>
    <message>
        <source>What to do: most maps explain nothing, so nobody can say what the model goes by. Train it longer or with more pictures.</source>
        <translation>怎么办：大多数显著图说明不了什么，因此无法判断模型依据的是什么。请训练更久，或用更多图片训练。</translation>
    </message>
    <message>
        <source>What to do: add pictures of these classes before other backgrounds, and pictures of these backgrounds with other subjects; crop more tightly; then train again.</source>
        <translation>怎么办：添加这些类别在其他背景前的图片，以及这些背景前有其他主体的图片；裁剪得更紧一些；然后重新训练。</translation>
    </message>
    <message>
        <source>Try it on {0} pictures</source>
        <translation>在 {0} 张图片上试试</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>再试一次</translation>
    </message>
    <message>
        <source>There are no pictures to try it on. Classify a folder first.</source>
        <translation>没有可以试的图片。请先对一个文件夹分类。</translation>
    </message>
</context>
<context>
    <name>AnswerCells</name>
    <message>
        <source>unsure</source>
        <translation>不确定</translation>
    </message>
    <message>
        <source>accepted</source>
        <translation>已确认</translation>
    </message>
    <message>
        <source>corrected</source>
        <translation>已更正</translation>
    </message>
    <message>
        <source>called unknown</source>
        <translation>已判为未知</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>unreadable</source>
        <translation>无法读取</translation>
    </message>
</context>
<context>
    <name>AnswerChips</name>
    <message>
        <source>This run did not come to its end. Click to go on.</source>
        <translation>这次运行没有完成。点击即可继续。</translation>
    </message>
    <message>
        <source>They lie at the end. Click to put all in order.</source>
        <translation>它们排在末尾。点击重新排序。</translation>
    </message>
    <message>
        <source>Click to end the comparison</source>
        <translation>点击结束比较</translation>
    </message>
    <message>
        <source>Watching {0}</source>
        <translation>正在监视 {0}</translation>
    </message>
    <message>
        <source>{0} is not there</source>
        <translation>{0} 不在</translation>
    </message>
    <message>
        <source>{0}: new pictures are classified as they arrive.</source>
        <translation>{0}：新到的图片会随时分类。</translation>
    </message>
    <message>
        <source>{0} is waited for.</source>
        <translation>正在等待 {0}。</translation>
    </message>
    <message>
        <source>{0} waiting: go on</source>
        <translation>{0} 张待分类：继续</translation>
    </message>
    <message>
        <source>{0} new: sort again</source>
        <translation>新增 {0}：重新排序</translation>
    </message>
    <message>
        <source>More</source>
        <translation>更多</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Show its answers</source>
        <translation>显示它的结果</translation>
    </message>
    <message>
        <source>Stop watching</source>
        <translation>停止监视</translation>
    </message>
</context>
<context>
    <name>AnswerFilter</name>
    <message>
        <source>A part of name or folder</source>
        <translation>名称或文件夹的一部分</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>搜索</translation>
    </message>
    <message>
        <source>Confidence</source>
        <translation>置信度</translation>
    </message>
    <message>
        <source>Lead over the second</source>
        <translation>领先第二的幅度</translation>
    </message>
    <message>
        <source>Unknown score</source>
        <translation>未知分数</translation>
    </message>
    <message>
        <source>Clear all</source>
        <translation>全部清除</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Looked at</source>
        <translation>看过的</translation>
    </message>
    <message>
        <source>Not looked at</source>
        <translation>没看过的</translation>
    </message>
    <message>
        <source>At any time</source>
        <translation>任何时间</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>Within 7 days</source>
        <translation>7 天内</translation>
    </message>
    <message>
        <source>Within 30 days</source>
        <translation>30 天内</translation>
    </message>
    <message>
        <source>Within a year</source>
        <translation>一年内</translation>
    </message>
    <message>
        <source>By a person</source>
        <translation>人工</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>File changed</source>
        <translation>文件修改时间</translation>
    </message>
    <message>
        <source>All folders</source>
        <translation>所有文件夹</translation>
    </message>
    <message>
        <source>{0} of {1}</source>
        <translation>{0} / {1}</translation>
    </message>
</context>
<context>
    <name>AnswerGroupMenu</name>
    <message>
        <source>No headers</source>
        <translation>不分组</translation>
    </message>
    <message>
        <source>By class</source>
        <translation>按类别</translation>
    </message>
    <message>
        <source>By folder</source>
        <translation>按文件夹</translation>
    </message>
    <message>
        <source>By likeness</source>
        <translation>按相似程度</translation>
    </message>
</context>
<context>
    <name>AnswerHand</name>
    <message>
        <source>Nothing is selected. Click a picture first; Ctrl and Shift select more.</source>
        <translation>还没有选中图片。先点击一张；按住 Ctrl 或 Shift 可多选。</translation>
    </message>
    <message>
        <source>Nothing was said here that could be undone.</source>
        <translation>这里没有可撤销的判断。</translation>
    </message>
    <message>
        <source>What cannot be read cannot be judged, and stays as it is.</source>
        <translation>无法读取的图片不能评判，保持原样。</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>nothing said</source>
        <translation>未作判断</translation>
    </message>
    <message>
        <source>correct</source>
        <translation>正确</translation>
    </message>
    <message>
        <source>{0}, 1 picture</source>
        <translation>{0}，1 张图片</translation>
    </message>
    <message>
        <source>{0}, {1} pictures</source>
        <translation>{0}，{1} 张图片</translation>
    </message>
</context>
<context>
    <name>AnswerInspector</name>
    <message>
        <source>Saliency</source>
        <translation>显著图</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>答案</translation>
    </message>
    <message>
        <source>Answer for this one</source>
        <translation>这一张的答案</translation>
    </message>
    <message>
        <source>Click a picture to see its answer.</source>
        <translation>点击一张图片查看它的答案。</translation>
    </message>
    <message>
        <source>The picture in hand, with its evidence</source>
        <translation>选中的图片及其依据</translation>
    </message>
    <message>
        <source>It cannot be read: {0}</source>
        <translation>无法读取：{0}</translation>
    </message>
    <message>
        <source>You said: correct.</source>
        <translation>你判定：正确。</translation>
    </message>
    <message>
        <source>You said: unknown.</source>
        <translation>你判定：未知。</translation>
    </message>
    <message>
        <source>You said: {0}.</source>
        <translation>你判定：{0}。</translation>
    </message>
    <message>
        <source>Unlike the training pictures: it may belong to no class.</source>
        <translation>与训练图片不像：它可能不属于任何类别。</translation>
    </message>
    <message>
        <source>Unsure: no class is clearly ahead.</source>
        <translation>不确定：没有哪个类别明显领先。</translation>
    </message>
    <message>
        <source>No other class comes near.</source>
        <translation>没有其他类别接近。</translation>
    </message>
    <message>
        <source>{0} ahead of the second class.</source>
        <translation>领先第二类别 {0}。</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>修改时间</translation>
    </message>
    <message>
        <source>Lead</source>
        <translation>领先</translation>
    </message>
    <message>
        <source>Unknown score</source>
        <translation>未知分数</translation>
    </message>
</context>
<context>
    <name>AnswerMenu</name>
    <message>
        <source>Correct</source>
        <translation>正确</translation>
    </message>
    <message>
        <source>It is</source>
        <translation>它是</translation>
    </message>
    <message>
        <source>Unknown</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>Take back what was said</source>
        <translation>收回说过的话</translation>
    </message>
    <message>
        <source>Large view</source>
        <translation>大图</translation>
    </message>
    <message>
        <source>Select all below this header</source>
        <translation>选中此标题下的全部</translation>
    </message>
    <message>
        <source>Select all with this answer</source>
        <translation>选中答案相同的全部</translation>
    </message>
    <message>
        <source>Find or make a class …</source>
        <translation>查找或新建类别…</translation>
    </message>
</context>
<context>
    <name>AnswerPages</name>
    <message>
        <source>No model yet</source>
        <translation>还没有模型</translation>
    </message>
    <message>
        <source>Train one with your labelled pictures, then let it sort the rest.</source>
        <translation>先用标注好的图片训练一个，再让它整理其余的。</translation>
    </message>
    <message>
        <source>Train a model</source>
        <translation>训练模型</translation>
    </message>
    <message>
        <source>The answers appear here as they come. Whatever happens, they are kept.</source>
        <translation>答案一出来就显示在这里。无论发生什么都会保留。</translation>
    </message>
    <message>
        <source>Nothing here</source>
        <translation>这里什么也没有</translation>
    </message>
    <message>
        <source>No answer fits the filter.</source>
        <translation>没有符合筛选条件的答案。</translation>
    </message>
    <message>
        <source>Show all answers</source>
        <translation>显示全部答案</translation>
    </message>
    <message>
        <source>Drop a folder to classify it</source>
        <translation>拖入文件夹即可分类</translation>
    </message>
    <message>
        <source>The answers appear as they come, with the most probable classes under each picture.</source>
        <translation>答案随到随显示，每张图片下方是最可能的类别。</translation>
    </message>
    <message>
        <source>Opening the answers</source>
        <translation>正在打开结果</translation>
    </message>
    <message>
        <source>Go on: {0}, {1} of {2}</source>
        <translation>继续：{0}，{1} / {2}</translation>
    </message>
    <message>
        <source>Show the last answers: {0}</source>
        <translation>显示上次的结果：{0}</translation>
    </message>
    <message>
        <source>{0} is not there at the moment</source>
        <translation>{0} 现在不在</translation>
    </message>
    <message>
        <source>It is waited for: watching goes on by itself when it is back.</source>
        <translation>正在等它回来：回来后会自动继续监视。</translation>
    </message>
    <message>
        <source>Watching {0}: nothing yet</source>
        <translation>正在监视 {0}：还没有图片</translation>
    </message>
    <message>
        <source>Pictures are classified as they arrive in the folder.</source>
        <translation>图片一到文件夹中就会分类。</translation>
    </message>
    <message>
        <source>Choose a folder …</source>
        <translation>选择文件夹…</translation>
    </message>
    <message>
        <source>Classify the unlabelled pictures</source>
        <translation>对未标注的图片分类</translation>
    </message>
</context>
<context>
    <name>AnswerSortMenu</name>
    <message>
        <source>As they came</source>
        <translation>按到达顺序</translation>
    </message>
    <message>
        <source>Least sure first</source>
        <translation>最没把握的在前</translation>
    </message>
    <message>
        <source>Most sure first</source>
        <translation>最有把握的在前</translation>
    </message>
    <message>
        <source>Closest contest first</source>
        <translation>差距最小的在前</translation>
    </message>
    <message>
        <source>Most unusual first</source>
        <translation>最不寻常的在前</translation>
    </message>
    <message>
        <source>By folder</source>
        <translation>按文件夹</translation>
    </message>
    <message>
        <source>Newest file first</source>
        <translation>最新的文件在前</translation>
    </message>
    <message>
        <source>Oldest file first</source>
        <translation>最旧的文件在前</translation>
    </message>
    <message>
        <source>Sort</source>
        <translation>排序</translation>
    </message>
</context>
<context>
    <name>AnswerTools</name>
    <message>
        <source>Filter</source>
        <translation>筛选</translation>
    </message>
    <message>
        <source>Sort</source>
        <translation>排序</translation>
    </message>
    <message>
        <source>Headers</source>
        <translation>分组</translation>
    </message>
    <message>
        <source>Heatmaps on all cards</source>
        <translation>在所有卡片上显示热图</translation>
    </message>
</context>
<context>
    <name>AnswersDialog</name>
    <message>
        <source>Export the answers</source>
        <translation>导出答案</translation>
    </message>
    <message>
        <source>Take CSV instead</source>
        <translation>改用 CSV</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>There are no answers yet.</source>
        <translation>还没有答案。</translation>
    </message>
    <message>
        <source>{0} pictures.</source>
        <translation>{0} 张图片。</translation>
    </message>
    <message>
        <source>Counting the answers …</source>
        <translation>正在统计答案…</translation>
    </message>
    <message>
        <source>No picture is shown.</source>
        <translation>没有显示任何图片。</translation>
    </message>
    <message>
        <source>1 picture.</source>
        <translation>1 张图片。</translation>
    </message>
    <message>
        <source>{0} pictures are in {1}.</source>
        <translation>{0} 张图片已写入 {1}。</translation>
    </message>
    <message>
        <source>1 picture is in {1}.</source>
        <translation>1 张图片已写入 {1}。</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>在文件夹中显示</translation>
    </message>
    <message>
        <source>{0} pictures have their keywords now.</source>
        <translation>{0} 张图片现在有了关键词。</translation>
    </message>
    <message>
        <source>1 picture has its keywords now.</source>
        <translation>1 张图片现在有了关键词。</translation>
    </message>
    <message>
        <source>{0} had them already.</source>
        <translation>{0} 张原本就有。</translation>
    </message>
    <message>
        <source>{0} could not be written:</source>
        <translation>{0} 张无法写入：</translation>
    </message>
    <message>
        <source>Writing the answers</source>
        <translation>正在写入答案</translation>
    </message>
    <message>
        <source>An Excel sheet holds {0} pictures at most. CSV and Parquet have no such limit.</source>
        <translation>一张 Excel 工作表最多容纳 {0} 张图片。CSV 和 Parquet 没有这个限制。</translation>
    </message>
    <message>
        <source>Say where the file should go, with its whole path.</source>
        <translation>请给出文件的完整路径。</translation>
    </message>
    <message>
        <source>This is a folder. Give the file a name.</source>
        <translation>这是一个文件夹。请给文件起个名字。</translation>
    </message>
    <message>
        <source>A part of this path is a file. Choose another folder.</source>
        <translation>这个路径中有一部分是文件。请选择另一个文件夹。</translation>
    </message>
    <message>
        <source>Nothing may be written there. Choose another folder.</source>
        <translation>那里不允许写入。请选择另一个文件夹。</translation>
    </message>
    <message>
        <source>This file is there already and will be replaced.</source>
        <translation>这个文件已经存在，将被替换。</translation>
    </message>
    <message>
        <source>The pictures stay where they are.</source>
        <translation>图片留在原处。</translation>
    </message>
</context>
<context>
    <name>AnswersForm</name>
    <message>
        <source>Form</source>
        <translation>形式</translation>
    </message>
    <message>
        <source>Yes, write into my picture files</source>
        <translation>是的，写入我的图片文件</translation>
    </message>
    <message>
        <source>Most probable classes that are named</source>
        <translation>列出的最可能类别数</translation>
    </message>
    <message>
        <source>Where to</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>Choose …</source>
        <translation>选择…</translation>
    </message>
    <message>
        <source>most probable classes of each picture</source>
        <translation>个每张图片最可能的类别</translation>
    </message>
    <message>
        <source>Which</source>
        <translation>哪些</translation>
    </message>
    <message>
        <source>Name the</source>
        <translation>列出</translation>
    </message>
    <message>
        <source>Where should the file go?</source>
        <translation>文件放在哪里？</translation>
    </message>
</context>
<context>
    <name>ArchitectureDetails</name>
    <message>
        <source>Pretrained weights</source>
        <translation>预训练权重</translation>
    </message>
    <message>
        <source>Weights packs on this machine:</source>
        <translation>这台电脑上的权重包：</translation>
    </message>
    <message>
        <source>None are known to download; it starts from the pack.</source>
        <translation>没有已知可下载的权重；它从权重包开始。</translation>
    </message>
    <message>
        <source>None are known to download: it is trained from scratch, or from a weights pack of yours.</source>
        <translation>没有已知可下载的权重：它从头训练，或从你的权重包开始。</translation>
    </message>
    <message>
        <source>chosen now</source>
        <translation>当前选用</translation>
    </message>
    <message>
        <source>licence unknown</source>
        <translation>许可证未知</translation>
    </message>
    <message>
        <source>{0} px</source>
        <translation>{0} px</translation>
    </message>
    <message>
        <source>Family</source>
        <translation>系列</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>参数</translation>
    </message>
    <message>
        <source>{0} million</source>
        <translation>{0} 百万</translation>
    </message>
    <message>
        <source>GMACs</source>
        <translation>GMACs</translation>
    </message>
    <message>
        <source>Input</source>
        <translation>输入</translation>
    </message>
    <message>
        <source>Features</source>
        <translation>特征数</translation>
    </message>
    <message>
        <source>ImageNet</source>
        <translation>ImageNet</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>on this machine</source>
        <translation>在本机上</translation>
    </message>
    <message>
        <source>{0} pictures a second</source>
        <translation>每秒 {0} 张图片</translation>
    </message>
    <message>
        <source>Predicts</source>
        <translation>预测</translation>
    </message>
    <message>
        <source>Trains</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>内存</translation>
    </message>
</context>
<context>
    <name>ArchitectureDialog</name>
    <message>
        <source>Choose an architecture</source>
        <translation>选择架构</translation>
    </message>
    <message>
        <source>Search by name, family, data set</source>
        <translation>按名称、系列、数据集搜索</translation>
    </message>
    <message>
        <source>No architecture is called so, or the filters leave none.</source>
        <translation>没有这样的架构，或都被筛选条件排除了。</translation>
    </message>
    <message>
        <source>Measuring</source>
        <translation>正在测量</translation>
    </message>
    <message>
        <source>Measure on this machine</source>
        <translation>在本机测量</translation>
    </message>
    <message>
        <source>Pictures a second and memory of the selected architectures; some seconds each</source>
        <translation>选中架构每秒处理的图片数和内存；每个需要几秒</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Choose</source>
        <translation>选择</translation>
    </message>
    <message>
        <source>Architectures</source>
        <translation>架构</translation>
    </message>
    <message>
        <source>{0} architectures</source>
        <translation>{0} 个架构</translation>
    </message>
    <message>
        <source>{0} of {1} architectures</source>
        <translation>{1} 个架构中的 {0} 个</translation>
    </message>
    <message>
        <source>Measuring architectures</source>
        <translation>正在测量架构</translation>
    </message>
    <message>
        <source>{0} could not be measured: {1}.</source>
        <translation>无法测量 {0}：{1}。</translation>
    </message>
    <message>
        <source>Waiting for other work to end</source>
        <translation>正在等待其他工作结束</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
</context>
<context>
    <name>ArchitectureFilters</name>
    <message>
        <source>Family</source>
        <translation>系列</translation>
    </message>
    <message>
        <source>All families</source>
        <translation>所有系列</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>参数</translation>
    </message>
    <message>
        <source>Any size</source>
        <translation>任意大小</translation>
    </message>
    <message>
        <source>At most {0} M</source>
        <translation>最多 {0} M</translation>
    </message>
    <message>
        <source>Commercial use allowed</source>
        <translation>允许商用</translation>
    </message>
    <message>
        <source>Only weights whose licence allows it without further conditions</source>
        <translation>只显示许可证无附加条件允许商用的权重</translation>
    </message>
    <message>
        <source>On this machine</source>
        <translation>在本机上</translation>
    </message>
    <message>
        <source>Only architectures whose weights are here already</source>
        <translation>只显示权重已在本机上的架构</translation>
    </message>
</context>
<context>
    <name>ArchitectureModel</name>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Family</source>
        <translation>系列</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>参数</translation>
    </message>
    <message>
        <source>GMACs</source>
        <translation>GMACs</translation>
    </message>
    <message>
        <source>Input</source>
        <translation>输入</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>许可证</translation>
    </message>
    <message>
        <source>Here</source>
        <translation>本机</translation>
    </message>
    <message>
        <source>Predicts</source>
        <translation>预测</translation>
    </message>
    <message>
        <source>Trains</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>内存</translation>
    </message>
    <message>
        <source>Numbers that are learned, in millions</source>
        <translation>学习的数值个数（百万）</translation>
    </message>
    <message>
        <source>10⁹ multiplications and additions for one picture</source>
        <translation>处理一张图片所需的乘加次数（10⁹）</translation>
    </message>
    <message>
        <source>Side of the pictures that it was made for, in pixels</source>
        <translation>适用图片的边长（像素）</translation>
    </message>
    <message>
        <source>Of its pretrained weights</source>
        <translation>预训练权重的许可证</translation>
    </message>
    <message>
        <source>Whether its weights are on this machine</source>
        <translation>权重是否在本机上</translation>
    </message>
    <message>
        <source>Pictures a second on this machine, when predicting</source>
        <translation>本机预测时每秒处理的图片数</translation>
    </message>
    <message>
        <source>Pictures a second on this machine, when all layers learn</source>
        <translation>本机所有层学习时每秒处理的图片数</translation>
    </message>
    <message>
        <source>Most memory of a training step on this machine</source>
        <translation>本机一步训练所需的最大内存</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>no weights</source>
        <translation>无权重</translation>
    </message>
    <message>
        <source>Measured with {0} pictures of {1} px at a time on {2}</source>
        <translation>在 {2} 上测量，每批 {0} 张 {1} px 的图片</translation>
    </message>
</context>
<context>
    <name>Arranger</name>
    <message>
        <source>New</source>
        <translation>新到</translation>
    </message>
</context>
<context>
    <name>ArrivalReport</name>
    <message>
        <source>Last import</source>
        <translation>最近一次导入</translation>
    </message>
    <message>
        <source>{0}: {1} tensors fit {2}.</source>
        <translation>{0}：{1} 个张量与 {2} 匹配。</translation>
    </message>
    <message>
        <source>Came in: {0}</source>
        <translation>已导入：{0}</translation>
    </message>
    <message>
        <source>Missing, so they begin at random: {0}.</source>
        <translation>缺少，因此从随机值开始：{0}。</translation>
    </message>
    <message>
        <source>Left over, as the network has no place for them: {0}.</source>
        <translation>多出，网络中没有它们的位置：{0}。</translation>
    </message>
    <message>
        <source>{0} and {1} more</source>
        <translation>{0} 以及另外 {1} 个</translation>
    </message>
</context>
<context>
    <name>BackupKeeper</name>
    <message>
        <source>Going back to the backup</source>
        <translation>正在回到备份</translation>
    </message>
    <message>
        <source>No backup could be made: {0}</source>
        <translation>无法备份：{0}</translation>
    </message>
    <message>
        <source>Your labels are saved in the project itself.</source>
        <translation>你的标注已保存在项目中。</translation>
    </message>
    <message>
        <source>Free some space on its drive, then try again under Backups.</source>
        <translation>请在项目所在的磁盘上腾出一些空间，然后在“备份”中重试。</translation>
    </message>
    <message>
        <source>The project is as it was: {0}.</source>
        <translation>项目已回到 {0} 的状态。</translation>
    </message>
    <message>
        <source>The state before is kept as a backup.</source>
        <translation>之前的状态已保留为一份备份。</translation>
    </message>
    <message>
        <source>Go back to a backup …</source>
        <translation>回到某份备份…</translation>
    </message>
</context>
<context>
    <name>BackupsDialog</name>
    <message>
        <source>Automatic</source>
        <translation>自动</translation>
    </message>
    <message>
        <source>Made by hand</source>
        <translation>手动</translation>
    </message>
    <message>
        <source>Before going back to an older state</source>
        <translation>回到旧状态之前</translation>
    </message>
    <message>
        <source>Before an update of Fieldmark</source>
        <translation>Fieldmark 更新之前</translation>
    </message>
    <message>
        <source>Backups of {0}</source>
        <translation>{0} 的备份</translation>
    </message>
    <message>
        <source>Backups</source>
        <translation>备份</translation>
    </message>
    <message>
        <source>When</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Back up now</source>
        <translation>立即备份</translation>
    </message>
    <message>
        <source>Go back to this one …</source>
        <translation>回到这一份…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>This project can only be looked at here, so no backup can be made or gone back to.</source>
        <translation>这个项目在这里只能查看，因此不能备份，也不能回到备份。</translation>
    </message>
    <message>
        <source>There is no backup yet. Fieldmark makes one by itself each day that you work.</source>
        <translation>还没有备份。只要当天有工作，Fieldmark 就会自动备份一次。</translation>
    </message>
    <message>
        <source>Backups hold your labels and classes, not the pictures. Old automatic ones are deleted in time, others never.</source>
        <translation>备份包含你的标注和类别，不包含图片。旧的自动备份过一段时间会被删除，其他备份不会。</translation>
    </message>
    <message>
        <source>Go back to the backup of {0}?</source>
        <translation>要回到 {0} 的备份吗？</translation>
    </message>
    <message>
        <source>Labels that were given since then will not be in the project. Its present state is kept as a backup too, so that you can come back to it.</source>
        <translation>此后所做的标注将不在项目中。当前的状态也会保留为一份备份，以后可以再回来。</translation>
    </message>
    <message>
        <source>Go back</source>
        <translation>回到备份</translation>
    </message>
</context>
<context>
    <name>CardDialog</name>
    <message>
        <source>Model card of {0}</source>
        <translation>{0} 的模型卡</translation>
    </message>
    <message>
        <source>Fill it in …</source>
        <translation>填写…</translation>
    </message>
    <message>
        <source>Open the text in the program that this computer has for such files.</source>
        <translation>用本机处理此类文件的程序打开这段文字。</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
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
    <name>CheckPlot</name>
    <message>
        <source>Curves of the check</source>
        <translation>检查曲线</translation>
    </message>
    <message>
        <source>this map</source>
        <translation>此图</translation>
    </message>
    <message>
        <source>moved elsewhere</source>
        <translation>移位后</translation>
    </message>
    <message>
        <source>Holds up: → {0}; moved: → {1}</source>
        <translation>经得起检验：→ {0}；移位：→ {1}</translation>
    </message>
    <message>
        <source>Explains nothing: → {0}; moved: → {1}</source>
        <translation>说明不了什么：→ {0}；移位：→ {1}</translation>
    </message>
    <message>
        <source>Cannot be told</source>
        <translation>无法判断</translation>
    </message>
    <message>
        <source>Hottest part hidden</source>
        <translation>遮住最热部分</translation>
    </message>
    <message>
        <source>Only the hottest shown</source>
        <translation>仅显示最热部分</translation>
    </message>
</context>
<context>
    <name>ChoiceModel</name>
    <message>
        <source>chosen</source>
        <translation>已选</translation>
    </message>
    <message>
        <source>left out</source>
        <translation>已排除</translation>
    </message>
</context>
<context>
    <name>ChoicesEditor</name>
    <message>
        <source>{0} of {1}</source>
        <translation>{1} 项中的 {0} 项</translation>
    </message>
</context>
<context>
    <name>ClassChoice</name>
    <message>
        <source>Evidence for</source>
        <translation>证据类别</translation>
    </message>
    <message>
        <source>The answer</source>
        <translation>答案</translation>
    </message>
</context>
<context>
    <name>ClassCommands</name>
    <message>
        <source>Delete: {0} become unlabelled, Ctrl+Z brings them back</source>
        <translation>删除：{0}将变为未标注，Ctrl+Z 可恢复</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Colour …</source>
        <translation>颜色…</translation>
    </message>
    <message>
        <source>Key …</source>
        <translation>按键…</translation>
    </message>
    <message>
        <source>Notes and examples …</source>
        <translation>要点和示例…</translation>
    </message>
    <message>
        <source>Merge into …</source>
        <translation>合并到…</translation>
    </message>
    <message>
        <source>Move to the top</source>
        <translation>移到最上面</translation>
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
        <source>Sort all classes by name</source>
        <translation>按名称排列所有类别</translation>
    </message>
    <message>
        <source>Sort all classes by number of pictures</source>
        <translation>按图片数排列所有类别</translation>
    </message>
    <message>
        <source>Colour of ‘{0}’</source>
        <translation>“{0}”的颜色</translation>
    </message>
</context>
<context>
    <name>ClassDialog</name>
    <message>
        <source>How do you tell it from the other classes?</source>
        <translation>怎样把它与其他类别区分开？</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>要点</translation>
    </message>
    <message>
        <source>Examples</source>
        <translation>示例</translation>
    </message>
    <message>
        <source>Remove from the examples</source>
        <translation>从示例中移除</translation>
    </message>
    <message>
        <source>None yet. Right-click pictures in the grid and choose “Use as example of its class”.</source>
        <translation>还没有示例。在网格中右键单击图片，选择“用作其类别的示例”。</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>ClassMark</name>
    <message>
        <source>not sure</source>
        <translation>不确定</translation>
    </message>
    <message>
        <source>unlabelled</source>
        <translation>未标注</translation>
    </message>
</context>
<context>
    <name>ClassPanel</name>
    <message>
        <source>Classes</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Find a class</source>
        <translation>查找类别</translation>
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
        <source>Select all its pictures</source>
        <translation>选择它的全部图片</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>重命名</translation>
    </message>
</context>
<context>
    <name>ClassPicker</name>
    <message>
        <source>Find or make a class</source>
        <translation>查找或新建类别</translation>
    </message>
    <message>
        <source>Classes</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Enter chooses, Ctrl+Enter makes a new class, Esc leaves</source>
        <translation>Enter 选择，Ctrl+Enter 新建类别，Esc 离开</translation>
    </message>
</context>
<context>
    <name>ClassRows</name>
    <message>
        <source>1 picture</source>
        <translation>1 张图片</translation>
    </message>
    <message>
        <source>{0} pictures</source>
        <translation>{0} 张图片</translation>
    </message>
    <message>
        <source>key {0}</source>
        <translation>按键 {0}</translation>
    </message>
</context>
<context>
    <name>ClassStrip</name>
    <message>
        <source>Classes</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>unlabelled</source>
        <translation>未标注</translation>
    </message>
    <message>
        <source>not sure</source>
        <translation>不确定</translation>
    </message>
    <message>
        <source>Not sure</source>
        <translation>不确定</translation>
    </message>
    <message>
        <source>{0} more</source>
        <translation>还有 {0} 个</translation>
    </message>
</context>
<context>
    <name>ClassifyPage</name>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>The model that is asked next</source>
        <translation>下一次使用的模型</translation>
    </message>
    <message>
        <source>Export …</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>Sort files …</source>
        <translation>整理文件…</translation>
    </message>
    <message>
        <source>Choose a folder of pictures</source>
        <translation>选择图片文件夹</translation>
    </message>
</context>
<context>
    <name>ClosingWords</name>
    <message>
        <source>Of {0} pictures, none can be read.</source>
        <translation>{0} 张图片都无法读取。</translation>
    </message>
    <message>
        <source>The reason stands on each card. Check whether these are pictures, then look for new files.</source>
        <translation>原因写在每张卡片上。请检查它们是不是图片，然后再查找新文件。</translation>
    </message>
    <message>
        <source>Answered: {0}.</source>
        <translation>已回答：{0} 张。</translation>
    </message>
    <message>
        <source>Unreadable: {0}. The reason stands on each card.</source>
        <translation>无法读取：{0} 张。原因写在卡片上。</translation>
    </message>
    <message>
        <source>Folders or files that could not be looked at: {0}.</source>
        <translation>无法查看的文件夹或文件：{0} 个。</translation>
    </message>
    <message>
        <source>Still waiting: {0}.</source>
        <translation>仍在等待：{0} 张。</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>“{0}” was stopped.</source>
        <translation>“{0}”已停止。</translation>
    </message>
    <message>
        <source>Answered and kept: {0} of {1}. You can go on later.</source>
        <translation>已回答并保留：{0} / {1}。以后可以继续。</translation>
    </message>
    <message>
        <source>“{0}” is being watched, but is not there at the moment.</source>
        <translation>正在监视“{0}”，但它现在不在。</translation>
    </message>
    <message>
        <source>What was answered is kept. Connect the drive or put the folder back: watching then goes on by itself.</source>
        <translation>已有的答案都已保留。请接上磁盘或放回文件夹，监视会自动继续。</translation>
    </message>
    <message>
        <source>Drop to classify</source>
        <translation>松开即可分类</translation>
    </message>
    <message>
        <source>Drop to classify.
“{0}” stops; you can go on with it later.</source>
        <translation>松开即可分类。
“{0}”会停止，以后可以继续。</translation>
    </message>
    <message>
        <source>This run did not come to its end. Waiting for an answer: {0}.</source>
        <translation>这次运行没有完成。还有 {0} 张等待回答。</translation>
    </message>
    <message>
        <source>This run did not come to its end.</source>
        <translation>这次运行没有完成。</translation>
    </message>
    <message>
        <source>The project has nothing to learn from what you said here so far.</source>
        <translation>到目前为止，你在这里的判断没有项目需要的新内容。</translation>
    </message>
    <message>
        <source>Labelled in the project: {0}.</source>
        <translation>已在项目中标注：{0} 张。</translation>
    </message>
    <message>
        <source>New in it: {0}.</source>
        <translation>其中新加入：{0} 张。</translation>
    </message>
    <message>
        <source>Left out, for they could not be read: {0}.</source>
        <translation>因无法读取而略过：{0} 张。</translation>
    </message>
    <message>
        <source>Ctrl+Z takes it back.</source>
        <translation>按 Ctrl+Z 可撤销。</translation>
    </message>
</context>
<context>
    <name>ColourPalette</name>
    <message>
        <source>Colours</source>
        <translation>颜色</translation>
    </message>
    <message>
        <source>Other …</source>
        <translation>其他…</translation>
    </message>
</context>
<context>
    <name>Colours</name>
    <message>
        <source>blue</source>
        <translation>蓝色</translation>
    </message>
    <message>
        <source>orange</source>
        <translation>橙色</translation>
    </message>
    <message>
        <source>bluish green</source>
        <translation>蓝绿色</translation>
    </message>
    <message>
        <source>reddish purple</source>
        <translation>紫红色</translation>
    </message>
    <message>
        <source>sky blue</source>
        <translation>天蓝色</translation>
    </message>
    <message>
        <source>vermilion</source>
        <translation>朱红色</translation>
    </message>
    <message>
        <source>yellow</source>
        <translation>黄色</translation>
    </message>
    <message>
        <source>raspberry</source>
        <translation>覆盆子色</translation>
    </message>
    <message>
        <source>aqua</source>
        <translation>水绿色</translation>
    </message>
    <message>
        <source>indigo</source>
        <translation>靛蓝色</translation>
    </message>
    <message>
        <source>violet</source>
        <translation>紫罗兰色</translation>
    </message>
    <message>
        <source>pale green</source>
        <translation>淡绿色</translation>
    </message>
    <message>
        <source>brown</source>
        <translation>棕色</translation>
    </message>
    <message>
        <source>dusky purple</source>
        <translation>暗紫色</translation>
    </message>
    <message>
        <source>purple</source>
        <translation>紫色</translation>
    </message>
    <message>
        <source>mauve</source>
        <translation>藕荷色</translation>
    </message>
    <message>
        <source>pale blue</source>
        <translation>淡蓝色</translation>
    </message>
    <message>
        <source>periwinkle</source>
        <translation>长春花蓝</translation>
    </message>
    <message>
        <source>magenta</source>
        <translation>品红色</translation>
    </message>
    <message>
        <source>crimson</source>
        <translation>绯红色</translation>
    </message>
    <message>
        <source>moss green</source>
        <translation>苔绿色</translation>
    </message>
    <message>
        <source>apricot</source>
        <translation>杏色</translation>
    </message>
    <message>
        <source>{0}, the colour of {1}</source>
        <translation>{0}，{1} 的颜色</translation>
    </message>
</context>
<context>
    <name>ColumnTable</name>
    <message>
        <source>not used</source>
        <translation>不使用</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Split</source>
        <translation>划分</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>分组</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>Labelled by</source>
        <translation>标注者</translation>
    </message>
    <message>
        <source>Labelled on</source>
        <translation>标注时间</translation>
    </message>
    <message>
        <source>Not sure</source>
        <translation>不确定</translation>
    </message>
    <message>
        <source>Confidence</source>
        <translation>置信度</translation>
    </message>
    <message>
        <source>First rows of the label file</source>
        <translation>标签文件的前几行</translation>
    </message>
</context>
<context>
    <name>CompareView</name>
    <message>
        <source>Compare</source>
        <translation>比较</translation>
    </message>
    <message>
        <source>{0} and {1} of {2} selected</source>
        <translation>所选 {2} 张中的第 {0} 张和第 {1} 张</translation>
    </message>
    <message>
        <source>← → step the right one · Tab changes sides</source>
        <translation>← → 切换右侧的图片 · Tab 换到另一侧</translation>
    </message>
    <message>
        <source>Tab changes sides</source>
        <translation>Tab 换到另一侧</translation>
    </message>
    <message>
        <source>Validation loss</source>
        <translation>验证损失</translation>
    </message>
    <message>
        <source>Validation accuracy</source>
        <translation>验证准确率</translation>
    </message>
    <message>
        <source>Two models compared</source>
        <translation>两个模型的比较</translation>
    </message>
    <message>
        <source>Compared</source>
        <translation>比较</translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation>准确率</translation>
    </message>
    <message>
        <source>Balanced accuracy</source>
        <translation>平衡准确率</translation>
    </message>
    <message>
        <source>Epochs trained</source>
        <translation>实际训练轮数</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>用时</translation>
    </message>
    <message>
        <source>Training pictures</source>
        <translation>训练图片</translation>
    </message>
    <message>
        <source>Validation pictures</source>
        <translation>验证图片</translation>
    </message>
    <message>
        <source>Licence of the weights</source>
        <translation>权重的许可证</translation>
    </message>
    <message>
        <source>{0}, of which number {1} was kept</source>
        <translation>{0}，保留了第 {1} 轮</translation>
    </message>
    <message>
        <source>Recall of {0}</source>
        <translation>{0} 的召回率</translation>
    </message>
</context>
<context>
    <name>Comparing</name>
    <message>
        <source>Comparing with {0}</source>
        <translation>正在与 {0} 比较</translation>
    </message>
    <message>
        <source>Both models say the same of every picture ({0}).</source>
        <translation>两个模型对每张图片（{0} 张）的答案都相同。</translation>
    </message>
    <message>
        <source>Differ {0} of {1}</source>
        <translation>不同 {0} / {1}</translation>
    </message>
    <message>
        <source>A is {0}, B is {1}. Pictures on which they differ: {2}.</source>
        <translation>A 是 {0}，B 是 {1}。答案不同的图片：{2} 张。</translation>
    </message>
    <message>
        <source>A {0} → B {1} ({2})</source>
        <translation>A {0} → B {1}（{2}）</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>Mostly: {0}.</source>
        <translation>主要是：{0}。</translation>
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
    <name>ConfirmDialog</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
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
    <name>Cover</name>
    <message>
        <source>Back to the grid (Esc)</source>
        <translation>返回网格（Esc）</translation>
    </message>
    <message>
        <source>Back to the grid</source>
        <translation>返回网格</translation>
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
    <name>CurvesView</name>
    <message>
        <source>Loss</source>
        <translation>损失</translation>
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
        <source>balanced</source>
        <translation>平衡</translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation>准确率</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>学习率</translation>
    </message>
    <message>
        <source>now</source>
        <translation>当前</translation>
    </message>
    <message>
        <source>kept</source>
        <translation>保留</translation>
    </message>
</context>
<context>
    <name>Decisions</name>
    <message>
        <source>Unsure</source>
        <translation>不确定</translation>
    </message>
    <message>
        <source>Unknown</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>Unreadable</source>
        <translation>无法读取</translation>
    </message>
    <message>
        <source>Other classes</source>
        <translation>其他类别</translation>
    </message>
    <message>
        <source>Alike, group {0}</source>
        <translation>相似，第 {0} 组</translation>
    </message>
    <message>
        <source>Like no other</source>
        <translation>与众不同</translation>
    </message>
</context>
<context>
    <name>DisplayRow</name>
    <message>
        <source>How the evidence is shown</source>
        <translation>证据的显示方式</translation>
    </message>
    <message>
        <source>Opacity</source>
        <translation>不透明度</translation>
    </message>
</context>
<context>
    <name>DownloadLine</name>
    <message>
        <source>Name, such as resnet18.a1_in1k</source>
        <translation>名称，例如 resnet18.a1_in1k</translation>
    </message>
    <message>
        <source>Download</source>
        <translation>下载</translation>
    </message>
    <message>
        <source>Downloading is the only thing here that uses the network. A download that stops goes on where it was.</source>
        <translation>这里只有下载会使用网络。中断的下载会从原处继续。</translation>
    </message>
    <message>
        <source>No architecture of the catalogue is called so.</source>
        <translation>目录中没有这个名称的架构。</translation>
    </message>
    <message>
        <source>No pretrained weights of this name are known.</source>
        <translation>没有这个名称的预训练权重。</translation>
    </message>
    <message>
        <source>Licence: {0}</source>
        <translation>许可证：{0}</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>about {0}</source>
        <translation>约 {0}</translation>
    </message>
    <message>
        <source>learned from {0}</source>
        <translation>学习自 {0}</translation>
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
    <name>ExportDialog</name>
    <message>
        <source>Copy the pictures</source>
        <translation>复制图片</translation>
    </message>
    <message>
        <source>Whole copies, which can be given away.</source>
        <translation>完整的副本，可以交给别人。</translation>
    </message>
    <message>
        <source>Hard links</source>
        <translation>硬链接</translation>
    </message>
    <message>
        <source>Second names of the same files: no room is taken. On another drive the pictures are copied instead.</source>
        <translation>同一文件的另一个名称：不占空间。在另一个磁盘上则改为复制图片。</translation>
    </message>
    <message>
        <source>Symbolic links</source>
        <translation>符号链接</translation>
    </message>
    <message>
        <source>Pointers to the files: no room is taken. They break when the pictures move.</source>
        <translation>指向文件的链接：不占空间。图片移动后会失效。</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Form</source>
        <translation>格式</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>In folders for training, validation and test</source>
        <translation>放入训练、验证、测试文件夹</translation>
    </message>
    <message>
        <source>Where to</source>
        <translation>导出到</translation>
    </message>
    <message>
        <source>Choose …</source>
        <translation>选择…</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Which</source>
        <translation>范围</translation>
    </message>
    <message>
        <source>Where should the folders go?</source>
        <translation>文件夹放在哪里？</translation>
    </message>
    <message>
        <source>Where should the file go?</source>
        <translation>文件放在哪里？</translation>
    </message>
    <message>
        <source>It needs {0}, but only {1} are free there.</source>
        <translation>需要 {0}，但那里只有 {1} 可用空间。</translation>
    </message>
    <message>
        <source>All of it takes {0}; {1} are free there.</source>
        <translation>全部内容共需 {0}；那里有 {1} 可用空间。</translation>
    </message>
    <message>
        <source>It needs {0}; {1} are free there.</source>
        <translation>需要 {0}；那里有 {1} 可用空间。</translation>
    </message>
    <message>
        <source>Say where the export should go.</source>
        <translation>请指定导出到哪里。</translation>
    </message>
    <message>
        <source>This lies within the project folder. Choose a place outside of it.</source>
        <translation>这个位置在项目文件夹之内。请选择项目文件夹以外的位置。</translation>
    </message>
    <message>
        <source>A part of this path is a file. Choose another folder.</source>
        <translation>这个路径中有一部分是文件。请选择其他文件夹。</translation>
    </message>
    <message>
        <source>There is a file of this name. Choose another name.</source>
        <translation>已有同名文件。请换一个名称。</translation>
    </message>
    <message>
        <source>Fieldmark will make this folder.</source>
        <translation>Fieldmark 将新建这个文件夹。</translation>
    </message>
    <message>
        <source>This folder cannot be read: {reason}.</source>
        <translation>无法读取这个文件夹：{reason}。</translation>
    </message>
    <message>
        <source>This folder is empty.</source>
        <translation>这个文件夹是空的。</translation>
    </message>
    <message>
        <source>An earlier export is here: only what is new is added, and nothing is deleted.</source>
        <translation>这里有以前导出的内容：只会添加新的内容，不会删除任何东西。</translation>
    </message>
    <message>
        <source>This folder holds other things. Choose an empty folder or a new name.</source>
        <translation>这个文件夹中有其他内容。请选择空文件夹，或换一个新名称。</translation>
    </message>
    <message>
        <source>This is a folder. Give the file a name.</source>
        <translation>这是一个文件夹。请给文件起个名字。</translation>
    </message>
    <message>
        <source>This file is there already and will be replaced.</source>
        <translation>这个文件已经存在，将被替换。</translation>
    </message>
    <message>
        <source>Fieldmark will write this file. The pictures stay where they are.</source>
        <translation>Fieldmark 将写入这个文件。图片留在原处。</translation>
    </message>
</context>
<context>
    <name>FacetSection</name>
    <message>
        <source>Search</source>
        <translation>搜索</translation>
    </message>
    <message>
        <source>Search in {0}</source>
        <translation>在{0}中搜索</translation>
    </message>
</context>
<context>
    <name>FactsTable</name>
    <message>
        <source>Facts</source>
        <translation>图片信息</translation>
    </message>
</context>
<context>
    <name>FieldList</name>
    <message>
        <source>Fields to search</source>
        <translation>要搜索的字段</translation>
    </message>
    <message>
        <source>Usually decide most</source>
        <translation>通常影响最大</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>网络</translation>
    </message>
    <message>
        <source>Searched fields</source>
        <translation>搜索的字段</translation>
    </message>
    <message>
        <source>Choose at least one field.</source>
        <translation>请至少选择一个字段。</translation>
    </message>
</context>
<context>
    <name>FieldRow</name>
    <message>
        <source>Back to {0}</source>
        <translation>恢复为{0}</translation>
    </message>
</context>
<context>
    <name>FilterBar</name>
    <message>
        <source>Filter</source>
        <translation>筛选</translation>
    </message>
    <message>
        <source>Sort</source>
        <translation>排序</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>分组</translation>
    </message>
    <message>
        <source>Views</source>
        <translation>视图</translation>
    </message>
    <message>
        <source>descending</source>
        <translation>降序</translation>
    </message>
    <message>
        <source>ascending</source>
        <translation>升序</translation>
    </message>
    <message>
        <source>Sorted by: {0}, {1}</source>
        <translation>排序：{0}，{1}</translation>
    </message>
    <message>
        <source>Headers: {0}</source>
        <translation>分组：{0}</translation>
    </message>
    <message>
        <source>Saved views</source>
        <translation>已保存的视图</translation>
    </message>
</context>
<context>
    <name>FilterChips</name>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Unlabelled</source>
        <translation>未标注</translation>
    </message>
    <message>
        <source>Not sure</source>
        <translation>不确定</translation>
    </message>
    <message>
        <source>{0} shown</source>
        <translation>显示 {0} 张</translation>
    </message>
</context>
<context>
    <name>FilterPanel</name>
    <message>
        <source>Alt and a click leave out instead</source>
        <translation>按住 Alt 单击则改为排除</translation>
    </message>
    <message>
        <source>Clear all</source>
        <translation>全部清除</translation>
    </message>
    <message>
        <source>{0} of {1} pictures</source>
        <translation>{0} / {1} 张图片</translation>
    </message>
</context>
<context>
    <name>FilterWords</name>
    <message>
        <source>Date added</source>
        <translation>添加日期</translation>
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
        <source>Date taken</source>
        <translation>拍摄日期</translation>
    </message>
    <message>
        <source>File size</source>
        <translation>文件大小</translation>
    </message>
    <message>
        <source>Number of pixels</source>
        <translation>像素数</translation>
    </message>
    <message>
        <source>Width by height</source>
        <translation>宽高比</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Split</source>
        <translation>划分</translation>
    </message>
    <message>
        <source>Sharpness</source>
        <translation>清晰度</translation>
    </message>
    <message>
        <source>Brightness</source>
        <translation>亮度</translation>
    </message>
    <message>
        <source>Near-duplicates together</source>
        <translation>近似重复放在一起</translation>
    </message>
    <message>
        <source>No headers</source>
        <translation>不分组</translation>
    </message>
    <message>
        <source>Day taken</source>
        <translation>拍摄日期</translation>
    </message>
    <message>
        <source>Month taken</source>
        <translation>拍摄月份</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>相机</translation>
    </message>
    <message>
        <source>Near-duplicates</source>
        <translation>近似重复</translation>
    </message>
    <message>
        <source>Exact duplicates</source>
        <translation>完全重复</translation>
    </message>
    <message>
        <source>Bursts</source>
        <translation>连拍</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Labelled by</source>
        <translation>标注来源</translation>
    </message>
    <message>
        <source>Quality</source>
        <translation>质量</translation>
    </message>
    <message>
        <source>Duplicates</source>
        <translation>重复</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Taken</source>
        <translation>拍摄时间</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>格式</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>分组</translation>
    </message>
    <message>
        <source>Shape</source>
        <translation>形状</translation>
    </message>
    <message>
        <source>Pixels</source>
        <translation>像素数</translation>
    </message>
    <message>
        <source>Width</source>
        <translation>宽度</translation>
    </message>
    <message>
        <source>Height</source>
        <translation>高度</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>页数</translation>
    </message>
    <message>
        <source>pictures of a class</source>
        <translation>某个类别的图片</translation>
    </message>
    <message>
        <source>in a folder and below</source>
        <translation>文件夹及其子文件夹</translation>
    </message>
    <message>
        <source>unlabelled, blurry, duplicate …</source>
        <translation>未标注、模糊、重复…</translation>
    </message>
    <message>
        <source>part of the file name</source>
        <translation>文件名的一部分</translation>
    </message>
    <message>
        <source>a day, month or year</source>
        <translation>某天、某月或某年</translation>
    </message>
    <message>
        <source>train, validation, test</source>
        <translation>train、validation、test</translation>
    </message>
    <message>
        <source>who gave the label</source>
        <translation>标注的来源</translation>
    </message>
    <message>
        <source>of the file</source>
        <translation>文件的大小</translation>
    </message>
    <message>
        <source>in pixels</source>
        <translation>以像素计</translation>
    </message>
    <message>
        <source>width times height</source>
        <translation>宽乘以高</translation>
    </message>
    <message>
        <source>width by height</source>
        <translation>宽比高</translation>
    </message>
    <message>
        <source>maker or model</source>
        <translation>厂商或型号</translation>
    </message>
    <message>
        <source>JPEG, PNG …</source>
        <translation>JPEG、PNG …</translation>
    </message>
    <message>
        <source>what belongs together</source>
        <translation>属于同一组的图片</translation>
    </message>
    <message>
        <source>the lower, the blurrier</source>
        <translation>越低越模糊</translation>
    </message>
    <message>
        <source>0 to 255</source>
        <translation>0 至 255</translation>
    </message>
    <message>
        <source>number of pages</source>
        <translation>页数</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>unlabelled</source>
        <translation>未标注</translation>
    </message>
    <message>
        <source>labelled</source>
        <translation>已标注</translation>
    </message>
    <message>
        <source>not sure</source>
        <translation>不确定</translation>
    </message>
    <message>
        <source>pinned</source>
        <translation>已固定</translation>
    </message>
    <message>
        <source>blurry</source>
        <translation>模糊</translation>
    </message>
    <message>
        <source>very dark</source>
        <translation>很暗</translation>
    </message>
    <message>
        <source>very bright</source>
        <translation>很亮</translation>
    </message>
    <message>
        <source>tiny</source>
        <translation>很小</translation>
    </message>
    <message>
        <source>odd shape</source>
        <translation>形状特殊</translation>
    </message>
    <message>
        <source>exact duplicate</source>
        <translation>完全重复</translation>
    </message>
    <message>
        <source>near-duplicate</source>
        <translation>近似重复</translation>
    </message>
    <message>
        <source>in a burst</source>
        <translation>属于连拍</translation>
    </message>
    <message>
        <source>in two classes</source>
        <translation>有两个类别</translation>
    </message>
    <message>
        <source>file missing</source>
        <translation>文件缺失</translation>
    </message>
    <message>
        <source>cannot be read</source>
        <translation>无法读取</translation>
    </message>
    <message>
        <source>file changed</source>
        <translation>文件已改变</translation>
    </message>
    <message>
        <source>several pages</source>
        <translation>多页</translation>
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
        <source>not split yet</source>
        <translation>尚未划分</translation>
    </message>
    <message>
        <source>by hand</source>
        <translation>手动</translation>
    </message>
    <message>
        <source>from its folder</source>
        <translation>来自文件夹</translation>
    </message>
    <message>
        <source>from a file</source>
        <translation>来自文件</translation>
    </message>
    <message>
        <source>a model&apos;s answer</source>
        <translation>模型的结果</translation>
    </message>
    <message>
        <source>no label</source>
        <translation>没有标签</translation>
    </message>
    <message>
        <source>under 100 kB</source>
        <translation>小于 100 kB</translation>
    </message>
    <message>
        <source>100 kB to 1 MB</source>
        <translation>100 kB 至 1 MB</translation>
    </message>
    <message>
        <source>1 to 10 MB</source>
        <translation>1 至 10 MB</translation>
    </message>
    <message>
        <source>over 10 MB</source>
        <translation>大于 10 MB</translation>
    </message>
    <message>
        <source>very tall</source>
        <translation>特别高</translation>
    </message>
    <message>
        <source>portrait</source>
        <translation>竖图</translation>
    </message>
    <message>
        <source>square</source>
        <translation>方图</translation>
    </message>
    <message>
        <source>landscape</source>
        <translation>横图</translation>
    </message>
    <message>
        <source>very wide</source>
        <translation>特别宽</translation>
    </message>
    <message>
        <source>date not known</source>
        <translation>日期未知</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>Like {0}</source>
        <translation>与 {0} 相似</translation>
    </message>
    <message>
        <source>not {0}</source>
        <translation>排除：{0}</translation>
    </message>
    <message>
        <source> or </source>
        <translation>或</translation>
    </message>
    <message>
        <source>{0} ≠ {1}</source>
        <translation>{0} ≠ {1}</translation>
    </message>
    <message>
        <source>{0}: {1}</source>
        <translation>{0}：{1}</translation>
    </message>
    <message>
        <source>{month} {year}</source>
        <translation>{year} 年{month}</translation>
    </message>
</context>
<context>
    <name>FolderBox</name>
    <message>
        <source>Looking into the folders …</source>
        <translation>正在查看文件夹…</translation>
    </message>
    <message>
        <source>The upper folder is the class</source>
        <translation>上层文件夹作为类别</translation>
    </message>
    <message>
        <source>The innermost folder is the class</source>
        <translation>最内层文件夹作为类别</translation>
    </message>
    <message>
        <source>All folders together are the class</source>
        <translation>各层文件夹合起来作为类别</translation>
    </message>
    <message>
        <source>Folders within folders</source>
        <translation>嵌套的文件夹</translation>
    </message>
    <message>
        <source>There are no folders with pictures to name them.</source>
        <translation>没有可以用来命名类别的图片文件夹。</translation>
    </message>
    <message>
        <source>At least {0} classes: {1}</source>
        <translation>至少 {0} 个类别：{1}</translation>
    </message>
    <message>
        <source>1 class: {1}</source>
        <translation>1 个类别：{1}</translation>
    </message>
    <message>
        <source>{0} classes: {1}</source>
        <translation>{0} 个类别：{1}</translation>
    </message>
</context>
<context>
    <name>FormSection</name>
    <message>
        <source>not used</source>
        <translation>未使用</translation>
    </message>
    <message>
        <source>{0} changed</source>
        <translation>已改 {0} 项</translation>
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
    <name>GlimpseStrip</name>
    <message>
        <source>Validation pictures as it learns</source>
        <translation>学习过程中的验证图片</translation>
    </message>
</context>
<context>
    <name>Hand</name>
    <message>
        <source>Nothing is selected. Click a picture first; Ctrl and Shift select more.</source>
        <translation>没有选中图片。请先单击一张图片；按住 Ctrl 或 Shift 可选择多张。</translation>
    </message>
    <message>
        <source>No majority among the duplicates. Choose the one that is right and press G: the others get its class.</source>
        <translation>重复图片中没有多数。请选中正确的一张并按 G：其余的会得到它的类别。</translation>
    </message>
    <message>
        <source>The picture in hand has no class that it could give to its duplicates.</source>
        <translation>当前图片还没有类别，无法把类别给重复的图片。</translation>
    </message>
    <message>
        <source>There are no duplicates that lack the class.</source>
        <translation>没有需要改为该类别的重复图片。</translation>
    </message>
    <message>
        <source>Only a picture with a class can be an example of it.</source>
        <translation>只有已有类别的图片才能用作该类别的示例。</translation>
    </message>
    <message>
        <source>No picture without a label is left here.</source>
        <translation>这里已经没有未标注的图片。</translation>
    </message>
</context>
<context>
    <name>HeatLegend</name>
    <message>
        <source>little</source>
        <translation>少</translation>
    </message>
    <message>
        <source>much</source>
        <translation>多</translation>
    </message>
    <message>
        <source>Colours of the heatmap</source>
        <translation>热力图的颜色</translation>
    </message>
    <message>
        <source>From violet for little evidence to pale yellow for much</source>
        <translation>从表示证据少的紫色到表示证据多的浅黄色</translation>
    </message>
</context>
<context>
    <name>HelpDialog</name>
    <message>
        <source>Help</source>
        <translation>帮助</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>页面</translation>
    </message>
</context>
<context>
    <name>HistoryDialog</name>
    <message>
        <source>History</source>
        <translation>历史记录</translation>
    </message>
    <message>
        <source>Back to the beginning</source>
        <translation>回到最初</translation>
    </message>
    <message>
        <source>Undo everything; it can be brought back from here until something new is done.</source>
        <translation>撤销全部更改；在做出新的更改之前，都可以从这里恢复。</translation>
    </message>
    <message>
        <source>Nothing has been done yet. What you change is listed here, and can be taken back.</source>
        <translation>还没有做任何更改。你的更改会列在这里，并且可以撤销。</translation>
    </message>
</context>
<context>
    <name>HistoryList</name>
    <message>
        <source>Changes</source>
        <translation>更改</translation>
    </message>
</context>
<context>
    <name>HistoryModel</name>
    <message>
        <source>The project is as it was after this change.</source>
        <translation>项目现在处于这项更改之后的状态。</translation>
    </message>
    <message>
        <source>Go back to just after this change: {0} steps</source>
        <translation>回到刚做完这项更改时：{0} 步</translation>
    </message>
    <message>
        <source>Bring back up to this change: {0} steps</source>
        <translation>恢复到这项更改为止：{0} 步</translation>
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
        <source>Their folders name the classes</source>
        <translation>以文件夹名作为类别</translation>
    </message>
    <message>
        <source>Not labelled yet: I label them here</source>
        <translation>尚未标注：在这里标注</translation>
    </message>
    <message>
        <source>A label file names the class of each picture</source>
        <translation>由标签文件给出每张图片的类别</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>“{0}” is a label file.</source>
        <translation>“{0}”是标签文件。</translation>
    </message>
    <message>
        <source>There are {0} label files: each names the classes of its pictures.</source>
        <translation>有 {0} 个标签文件：每个文件给出其中图片的类别。</translation>
    </message>
    <message>
        <source>“{0}” names no picture that is there.</source>
        <translation>“{0}”中没有提到任何现有的图片。</translation>
    </message>
    <message>
        <source>“{0}” holds pictures and their labels in one (like MNIST or CIFAR); they are unpacked into the project folder.</source>
        <translation>“{0}”同时包含图片和标签（类似 MNIST 或 CIFAR）；它们会解包到项目文件夹中。</translation>
    </message>
</context>
<context>
    <name>IssueModel</name>
    <message>
        <source>Kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>What</source>
        <translation>说明</translation>
    </message>
</context>
<context>
    <name>KeyCap</name>
    <message>
        <source>Key {0}</source>
        <translation>按键 {0}</translation>
    </message>
    <message>
        <source>No key</source>
        <translation>没有按键</translation>
    </message>
</context>
<context>
    <name>KeyDialog</name>
    <message>
        <source>{0} finds a class by its name. Press another key.</source>
        <translation>{0} 用于按名称查找类别。请按其他键。</translation>
    </message>
    <message>
        <source>{0} makes a new class. Press another key.</source>
        <translation>{0} 用于新建类别。请按其他键。</translation>
    </message>
    <message>
        <source>{0} says that you are not sure. Press another key.</source>
        <translation>{0} 用于表示不确定。请按其他键。</translation>
    </message>
    <message>
        <source>{0} goes to the next picture without a label. Press another key.</source>
        <translation>{0} 用于跳到下一张未标注的图片。请按其他键。</translation>
    </message>
    <message>
        <source>{0} compares pictures. Press another key.</source>
        <translation>{0} 用于比较图片。请按其他键。</translation>
    </message>
    <message>
        <source>{0} gives duplicates the class that most of them have. Press another key.</source>
        <translation>{0} 用于让重复的图片取其中多数的类别。请按其他键。</translation>
    </message>
    <message>
        <source>{0} gives duplicates the class of the picture in hand. Press another key.</source>
        <translation>{0} 会把当前图片的类别给它的重复图片。请按其他键。</translation>
    </message>
    <message>
        <source>{0} does something else on this page. Press another key.</source>
        <translation>{0} 在这个页面另有用途。请按其他键。</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>按键</translation>
    </message>
    <message>
        <source>Press the key for “{0}”</source>
        <translation>请按下用于“{0}”的键</translation>
    </message>
    <message>
        <source>A digit or a letter, or Backspace for no key.</source>
        <translation>数字或字母；按 Backspace 则不设按键。</translation>
    </message>
    <message>
        <source>Use this key</source>
        <translation>使用这个键</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>{0} cannot be the key of a class: press a digit or a letter.</source>
        <translation>{0} 不能作为类别的按键：请按数字或字母。</translation>
    </message>
    <message>
        <source>“{0}” has no key.</source>
        <translation>“{0}”没有按键。</translation>
    </message>
    <message>
        <source>{0} labels with “{1}”.</source>
        <translation>按 {0} 标注为“{1}”。</translation>
    </message>
    <message>
        <source>{0} labels with “{1}” now. The two swap their keys: “{1}” gets {2}.</source>
        <translation>{0} 目前用于“{1}”。两者将互换按键：“{1}”改用 {2}。</translation>
    </message>
    <message>
        <source>{0} labels with “{1}” now, which is left without a key.</source>
        <translation>{0} 目前用于“{1}”，更改后该类别将没有按键。</translation>
    </message>
</context>
<context>
    <name>LabelCovers</name>
    <message>
        <source>Select two or more pictures to compare them.</source>
        <translation>请选择两张或更多图片进行比较。</translation>
    </message>
</context>
<context>
    <name>LabelFileBox</name>
    <message>
        <source>commas</source>
        <translation>逗号</translation>
    </message>
    <message>
        <source>semicolons</source>
        <translation>分号</translation>
    </message>
    <message>
        <source>tabs</source>
        <translation>制表符</translation>
    </message>
    <message>
        <source>bars</source>
        <translation>竖线</translation>
    </message>
    <message>
        <source>Western (guessed)</source>
        <translation>西文（推测）</translation>
    </message>
    <message>
        <source>Chinese (guessed)</source>
        <translation>中文（推测）</translation>
    </message>
    <message>
        <source>Choose …</source>
        <translation>选择…</translation>
    </message>
    <message>
        <source>The first row holds names</source>
        <translation>第一行是列名</translation>
    </message>
    <message>
        <source>Reading the file …</source>
        <translation>正在读取文件…</translation>
    </message>
    <message>
        <source>CSV, TSV, JSON, Label Studio or CVAT</source>
        <translation>CSV、TSV、JSON、Label Studio 或 CVAT</translation>
    </message>
    <message>
        <source>Another one …</source>
        <translation>换一个…</translation>
    </message>
    <message>
        <source>Label files (*.csv *.tsv *.txt *.json *.jsonl *.xml)</source>
        <translation>标签文件 (*.csv *.tsv *.txt *.json *.jsonl *.xml)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
    <message>
        <source>Choose a label file</source>
        <translation>选择标签文件</translation>
    </message>
    <message>
        <source>{0}, columns divided by {1}</source>
        <translation>{0}，以{1}分列</translation>
    </message>
    <message>
        <source>{0}: {1} pictures, {2} of them found, {3} classes.</source>
        <translation>{0}：{1} 张图片，找到其中 {2} 张，{3} 个类别。</translation>
    </message>
    <message>
        <source>The report after the import will list {0} remarks.</source>
        <translation>导入后的报告将列出 {0} 条说明。</translation>
    </message>
    <message>
        <source>Say which column holds the path or the name of the picture.</source>
        <translation>请指出哪一列是图片的路径或名称。</translation>
    </message>
    <message>
        <source>All pictures of the first {0} are found.</source>
        <translation>前 {0} 张图片全部找到。</translation>
    </message>
    <message>
        <source>Of the first {0}, {1} pictures are found and {2} are not.</source>
        <translation>前 {0} 张图片中，找到 {1} 张，没有找到 {2} 张。</translation>
    </message>
    <message>
        <source>No picture of the first {0} is found: is it the right column?</source>
        <translation>前 {0} 张图片一张也没有找到：这一列选对了吗？</translation>
    </message>
    <message>
        <source>No column holds a class, so the pictures come without labels.</source>
        <translation>没有哪一列是类别，因此图片导入后没有标签。</translation>
    </message>
    <message>
        <source>{0} rows.</source>
        <translation>{0} 行。</translation>
    </message>
</context>
<context>
    <name>LabelMenu</name>
    <message>
        <source>Label as</source>
        <translation>标注为</translation>
    </message>
    <message>
        <source>Keep in the split</source>
        <translation>固定划分</translation>
    </message>
    <message>
        <source>Duplicates</source>
        <translation>重复的图片</translation>
    </message>
    <message>
        <source>Not sure</source>
        <translation>不确定</translation>
    </message>
    <message>
        <source>Take off the label</source>
        <translation>去掉标签</translation>
    </message>
    <message>
        <source>Large view</source>
        <translation>放大查看</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>比较</translation>
    </message>
    <message>
        <source>Use as example of its class</source>
        <translation>设为所属类别的示例</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Validation</source>
        <translation>验证</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>测试</translation>
    </message>
    <message>
        <source>Unpin</source>
        <translation>取消固定</translation>
    </message>
    <message>
        <source>Give them the class of this picture</source>
        <translation>都归为这张图片的类别</translation>
    </message>
    <message>
        <source>Give them the class that most have</source>
        <translation>都归为其中多数的类别</translation>
    </message>
    <message>
        <source>Select all of this class</source>
        <translation>选中该类别的全部图片</translation>
    </message>
    <message>
        <source>Select all of this folder</source>
        <translation>选中该文件夹的全部图片</translation>
    </message>
    <message>
        <source>Show in the file manager</source>
        <translation>在文件管理器中显示</translation>
    </message>
    <message>
        <source>Copy path</source>
        <translation>复制路径</translation>
    </message>
    <message>
        <source>Take out of the project</source>
        <translation>从项目中移除</translation>
    </message>
    <message>
        <source>Another class …</source>
        <translation>其他类别…</translation>
    </message>
    <message>
        <source>Find or make a class …</source>
        <translation>查找或新建类别…</translation>
    </message>
</context>
<context>
    <name>LabelPage</name>
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
        <source>Move on after labelling</source>
        <translation>标注后前进</translation>
    </message>
    <message>
        <source>A label takes you straight to the next picture without one, so that one hand is enough.</source>
        <translation>标注后直接跳到下一张未标注的图片，一只手就够了。</translation>
    </message>
    <message>
        <source>Classes</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>No class has the key {0}.</source>
        <translation>没有类别使用按键 {0}。</translation>
    </message>
    <message>
        <source>Everything is labelled</source>
        <translation>全部已标注</translation>
    </message>
    <message>
        <source>Time to train.</source>
        <translation>可以开始训练了。</translation>
    </message>
</context>
<context>
    <name>LargeHand</name>
    <message>
        <source>{0} of {1}</source>
        <translation>第 {0} 张，共 {1} 张</translation>
    </message>
    <message>
        <source>⏎ correct, L another class, U unknown</source>
        <translation>⏎ 正确，L 其他类别，U 未知</translation>
    </message>
</context>
<context>
    <name>LargeHead</name>
    <message>
        <source>The picture before (←)</source>
        <translation>上一张图片（←）</translation>
    </message>
    <message>
        <source>The next picture (→)</source>
        <translation>下一张图片（→）</translation>
    </message>
</context>
<context>
    <name>LargeSaliency</name>
    <message>
        <source>Save all …</source>
        <translation>全部保存…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Evidence for</source>
        <translation>证据类别</translation>
    </message>
    <message>
        <source>It cannot be read: {0}</source>
        <translation>无法读取：{0}</translation>
    </message>
    <message>
        <source>There is no map.</source>
        <translation>没有显著图。</translation>
    </message>
</context>
<context>
    <name>LargeView</name>
    <message>
        <source>Large view</source>
        <translation>放大查看</translation>
    </message>
    <message>
        <source>Previous picture (←)</source>
        <translation>上一张图片（←）</translation>
    </message>
    <message>
        <source>Next picture (→)</source>
        <translation>下一张图片（→）</translation>
    </message>
    <message>
        <source>Opening the picture …</source>
        <translation>正在打开图片…</translation>
    </message>
    <message>
        <source>{0} of {1}</source>
        <translation>{0} / {1}</translation>
    </message>
    <message>
        <source>not sure</source>
        <translation>不确定</translation>
    </message>
    <message>
        <source>unlabelled</source>
        <translation>未标注</translation>
    </message>
    <message>
        <source>{0} cannot be read: {1}</source>
        <translation>无法读取 {0}：{1}</translation>
    </message>
</context>
<context>
    <name>Layers</name>
    <message>
        <source>Off</source>
        <translation>关</translation>
    </message>
    <message>
        <source>Heat</source>
        <translation>热力</translation>
    </message>
    <message>
        <source>Contours</source>
        <translation>轮廓</translation>
    </message>
    <message>
        <source>Evidence</source>
        <translation>证据</translation>
    </message>
    <message>
        <source>The picture alone</source>
        <translation>仅图片</translation>
    </message>
    <message>
        <source>Colours over the picture: the paler, the more evidence</source>
        <translation>图片上的颜色：越浅，证据越多</translation>
    </message>
    <message>
        <source>Lines round the hottest half, quarter and tenth of the picture</source>
        <translation>围绕图片最热的一半、四分之一和十分之一的线</translation>
    </message>
    <message>
        <source>Darkens all but the hottest quarter of the picture</source>
        <translation>除图片最热的四分之一外全部变暗</translation>
    </message>
</context>
<context>
    <name>LiveView</name>
    <message>
        <source>As it learns: validation pictures</source>
        <translation>学习过程：验证图片</translation>
    </message>
</context>
<context>
    <name>LoudSteps</name>
    <message>
        <source>Done: {0}.</source>
        <translation>已完成：{0}。</translation>
    </message>
    <message>
        <source>The files stay where they are, and undo brings everything back.</source>
        <translation>文件留在原处，撤销即可全部恢复。</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Undone: {0}. 1 picture is no longer in the project; its file and label are kept.</source>
        <translation>已撤销：{0}。1 张图片已不在项目中；它的文件和标注都保留着。</translation>
    </message>
    <message>
        <source>Undone: {0}. {1} pictures are no longer in the project; their files and labels are kept.</source>
        <translation>已撤销：{0}。有 {1} 张图片不再属于项目；文件和标注都保留着。</translation>
    </message>
    <message>
        <source>Redo brings them back, until you change something else.</source>
        <translation>在做出其他更改之前，重做可以恢复它们。</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>重做</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Menu</source>
        <translation>菜单</translation>
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
        <source>{0} is ready: {1} right on validation pictures.</source>
        <translation>{0} 已就绪：验证图片的准确率为 {1}。</translation>
    </message>
    <message>
        <source>{0} is ready. Nothing was held back to validate it.</source>
        <translation>{0} 已就绪。没有留出图片来验证它。</translation>
    </message>
    <message>
        <source>Evaluate</source>
        <translation>评估</translation>
    </message>
    <message>
        <source>Drop to import these pictures</source>
        <translation>松开即可导入这些图片</translation>
    </message>
</context>
<context>
    <name>MergeDialog</name>
    <message>
        <source>Merge classes</source>
        <translation>合并类别</translation>
    </message>
    <message>
        <source>Find classes to merge</source>
        <translation>查找要合并的类别</translation>
    </message>
    <message>
        <source>Find the class that stays</source>
        <translation>查找保留的类别</translation>
    </message>
    <message>
        <source>Classes to merge</source>
        <translation>要合并的类别</translation>
    </message>
    <message>
        <source>Class that stays</source>
        <translation>保留的类别</translation>
    </message>
    <message>
        <source>Perhaps the same</source>
        <translation>可能相同</translation>
    </message>
    <message>
        <source>and {0} more of the kind</source>
        <translation>还有 {0} 组类似的类别</translation>
    </message>
    <message>
        <source>These classes</source>
        <translation>这些类别</translation>
    </message>
    <message>
        <source>become</source>
        <translation>合并为</translation>
    </message>
    <message>
        <source>Merge</source>
        <translation>合并</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Tick the classes that go.</source>
        <translation>请勾选要合并的类别。</translation>
    </message>
    <message>
        <source>Choose the class that they become.</source>
        <translation>请选择合并后保留的类别。</translation>
    </message>
    <message>
        <source>{0} and {1} more classes</source>
        <translation>{0} 和另外 {1} 个类别</translation>
    </message>
    <message>
        <source>{0} of {1} become “{2}”. Ctrl+Z brings the classes back.</source>
        <translation>{1} 的 {0}将归入“{2}”。按 Ctrl+Z 可恢复这些类别。</translation>
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
    <name>MethodRow</name>
    <message>
        <source>Method</source>
        <translation>方法</translation>
    </message>
    <message>
        <source>Rollout</source>
        <translation>注意力展开</translation>
    </message>
    <message>
        <source>Int. gradients</source>
        <translation>积分梯度</translation>
    </message>
    <message>
        <source>Not with this model: {0}.</source>
        <translation>不适用于此模型：{0}。</translation>
    </message>
</context>
<context>
    <name>MethodTile</name>
    <message>
        <source>The picture</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>Opening the picture …</source>
        <translation>正在打开图片…</translation>
    </message>
    <message>
        <source>Waiting …</source>
        <translation>等待中…</translation>
    </message>
    <message>
        <source>Looking for the evidence …</source>
        <translation>正在寻找证据…</translation>
    </message>
    <message>
        <source>under 1 s</source>
        <translation>不到 1 秒</translation>
    </message>
    <message>
        <source>Checking whether the map holds up …</source>
        <translation>正在检查显著图是否站得住脚…</translation>
    </message>
</context>
<context>
    <name>MissingDialog</name>
    <message>
        <source>Missing pictures</source>
        <translation>找不到的图片</translation>
    </message>
    <message>
        <source>Plug the drive in and try again, or say where they are now. Your labels are safe: they are kept in the project.</source>
        <translation>请接上磁盘后再试一次，或指出图片现在的位置。标注安然无恙：它们保存在项目里。</translation>
    </message>
    <message>
        <source>Folders</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>Missing</source>
        <translation>缺少</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>再试一次</translation>
    </message>
    <message>
        <source>Find them in a folder …</source>
        <translation>在文件夹中查找…</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>以后再说</translation>
    </message>
    <message>
        <source>{0} of {1} pictures are not where they were.</source>
        <translation>{1} 张图片中有 {0} 张不在原处。</translation>
    </message>
    <message>
        <source>All pictures are there.</source>
        <translation>所有图片都在。</translation>
    </message>
    <message>
        <source>and {0} more folders</source>
        <translation>还有 {0} 个文件夹</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>In which folder are the pictures now?</source>
        <translation>图片现在在哪个文件夹里？</translation>
    </message>
</context>
<context>
    <name>ModelDesk</name>
    <message>
        <source>The model {0} was deleted.</source>
        <translation>模型 {0} 已删除。</translation>
    </message>
    <message>
        <source>Bring it back</source>
        <translation>恢复</translation>
    </message>
    <message>
        <source>Export the model as one file</source>
        <translation>将模型导出为单个文件</translation>
    </message>
    <message>
        <source>Exporting {0}</source>
        <translation>正在导出 {0}</translation>
    </message>
    <message>
        <source>Take in a model file</source>
        <translation>加入模型文件</translation>
    </message>
    <message>
        <source>Taking in {0}</source>
        <translation>正在加入 {0}</translation>
    </message>
    <message>
        <source>Models (*.{0})</source>
        <translation>模型 (*.{0})</translation>
    </message>
    <message>
        <source>The model is in {0}</source>
        <translation>模型已保存到 {0}</translation>
    </message>
    <message>
        <source>{0} is one of this project&apos;s models now.</source>
        <translation>{0} 现在是本项目的模型之一。</translation>
    </message>
</context>
<context>
    <name>ModelHead</name>
    <message>
        <source>Evaluate</source>
        <translation>评估</translation>
    </message>
    <message>
        <source>See which pictures this model gets right, and which it does not.</source>
        <translation>看看这个模型认对了哪些图片，认错了哪些。</translation>
    </message>
    <message>
        <source>Classify</source>
        <translation>分类</translation>
    </message>
    <message>
        <source>Let this model name other pictures.</source>
        <translation>让这个模型给其他图片分类。</translation>
    </message>
    <message>
        <source>{0} and {1} compared</source>
        <translation>比较 {0} 和 {1}</translation>
    </message>
    <message>
        <source>Nothing was held back to validate it: how good it is, is not known.</source>
        <translation>没有留出图片来验证：它有多好还不知道。</translation>
    </message>
    <message>
        <source>Validation: {0}</source>
        <translation>验证：{0}</translation>
    </message>
    <message>
        <source>balanced {0}</source>
        <translation>平衡 {0}</translation>
    </message>
    <message>
        <source>Fine-tuning did not get better than the linear head; that is what was kept.</source>
        <translation>微调没有比线性头更好；保留的是线性头。</translation>
    </message>
    <message>
        <source>The linear head was fitted at once, without epochs.</source>
        <translation>线性头一次拟合完成，没有轮次。</translation>
    </message>
    <message>
        <source>The last of {0} epochs was kept.</source>
        <translation>共 {0} 轮，保留了最后一轮。</translation>
    </message>
    <message>
        <source>The last of {0} epochs was the best, and was kept.</source>
        <translation>共 {0} 轮，最后一轮最好，已保留。</translation>
    </message>
    <message>
        <source>Epoch {0} of {1} was the best, and was kept.</source>
        <translation>共 {1} 轮，第 {0} 轮最好，已保留。</translation>
    </message>
</context>
<context>
    <name>ModelTable</name>
    <message>
        <source>Models of this project</source>
        <translation>本项目的模型</translation>
    </message>
</context>
<context>
    <name>ModelsCard</name>
    <message>
        <source>Models</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>None yet. Choose a way to train above and press Train.</source>
        <translation>还没有模型。在上面选择一种训练方式，然后按“训练”。</translation>
    </message>
    <message>
        <source>Select one to see its curves, two to compare them.</source>
        <translation>选中一个查看它的曲线，选中两个进行比较。</translation>
    </message>
    <message>
        <source>Take in a model file …</source>
        <translation>加入模型文件…</translation>
    </message>
    <message>
        <source>Use this recipe again</source>
        <translation>再次使用这个配方</translation>
    </message>
    <message>
        <source>Model card</source>
        <translation>模型卡</translation>
    </message>
    <message>
        <source>Export as one file …</source>
        <translation>导出为单个文件…</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>重命名</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Escape selects nothing and shows the latest training again.</source>
        <translation>按 Esc 取消选择，重新显示最近一次训练。</translation>
    </message>
</context>
<context>
    <name>ModelsModel</name>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Recipe</source>
        <translation>配方</translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation>准确率</translation>
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
        <source>Licence</source>
        <translation>许可证</translation>
    </message>
</context>
<context>
    <name>NameLine</name>
    <message>
        <source>New name</source>
        <translation>新名称</translation>
    </message>
</context>
<context>
    <name>NetworkBox</name>
    <message>
        <source>Architecture</source>
        <translation>架构</translation>
    </message>
    <message>
        <source>Choose …</source>
        <translation>选择…</translation>
    </message>
    <message>
        <source>Search all architectures by family, size, speed and licence.</source>
        <translation>按系列、大小、速度和许可证查找所有架构。</translation>
    </message>
    <message>
        <source>Nothing is known of it here. Any timm name will do.</source>
        <translation>这里没有它的资料。任何 timm 架构名称都可以。</translation>
    </message>
    <message>
        <source>{0} M parameters</source>
        <translation>{0} M 参数</translation>
    </message>
    <message>
        <source>{0} px</source>
        <translation>{0} px</translation>
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
        <source>A name cannot have these characters in it: {0}</source>
        <translation>名称中不能有这些字符：{0}</translation>
    </message>
    <message>
        <source>Choose the folder that the project goes into.</source>
        <translation>请选择项目所在的文件夹。</translation>
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
    <name>OptionsPopup</name>
    <message>
        <source>Holds for the next run. What was answered in another way is asked again.</source>
        <translation>从下次运行起生效。以其他方式得到的答案会重新计算。</translation>
    </message>
</context>
<context>
    <name>OtherModel</name>
    <message>
        <source>These are the answers of the {0} that there was before.</source>
        <translation>这些是以前的 {0} 的答案。</translation>
    </message>
    <message>
        <source>These are the answers of {0}.</source>
        <translation>这些是 {0} 的答案。</translation>
    </message>
    <message>
        <source>Ask {0}</source>
        <translation>询问 {0}</translation>
    </message>
</context>
<context>
    <name>PackList</name>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Architecture</source>
        <translation>架构</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>许可证</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>Weights on this machine</source>
        <translation>本机上的权重</translation>
    </message>
    <message>
        <source>There are no weights here yet. Download some by name, import a file, or drop one here. Training fetches its own.</source>
        <translation>这里还没有权重。可以按名称下载、导入文件，或把文件拖到这里。训练会自己下载所需的权重。</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>打开文件夹</translation>
    </message>
    <message>
        <source>On this machine</source>
        <translation>在本机上</translation>
    </message>
    <message>
        <source>Packs: {0}, {1}, in {2}</source>
        <translation>权重包：{0} 个，{1}，位于 {2}</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>未知</translation>
    </message>
</context>
<context>
    <name>Percents</name>
    <message>
        <source>{0} from</source>
        <translation>{0}下限</translation>
    </message>
    <message>
        <source>{0} to</source>
        <translation>{0}上限</translation>
    </message>
</context>
<context>
    <name>PickerRows</name>
    <message>
        <source>New class “{0}”</source>
        <translation>新建类别“{0}”</translation>
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
    <name>PlanCard</name>
    <message>
        <source>Plan: {0} decisions, with their reasons</source>
        <translation>计划：{0} 项决定及其理由</translation>
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
    <name>PresetRow</name>
    <message>
        <source>Instant</source>
        <translation>即时</translation>
    </message>
    <message>
        <source>Learns from ready-made features: strong with few pictures.</source>
        <translation>利用现成的特征学习：图片不多也很准。</translation>
    </message>
    <message>
        <source>Fine-tune</source>
        <translation>微调</translation>
    </message>
    <message>
        <source>All layers adapt: the best choice from some hundred pictures on.</source>
        <translation>所有层都会调整：有几百张图片时的最佳选择。</translation>
    </message>
    <message>
        <source>Thorough</source>
        <translation>充分训练</translation>
    </message>
    <message>
        <source>Fine-tunes longer, with more variation: for the last percent.</source>
        <translation>微调更久、变化更多：争取最后的百分之一。</translation>
    </message>
    <message>
        <source>From scratch</source>
        <translation>从零开始</translation>
    </message>
    <message>
        <source>Without pretrained weights: needs thousands of pictures.</source>
        <translation>不用预训练权重：需要几千张图片。</translation>
    </message>
    <message>
        <source>Seconds to a minute</source>
        <translation>几秒到一分钟</translation>
    </message>
    <message>
        <source>Minutes</source>
        <translation>几分钟</translation>
    </message>
    <message>
        <source>Many minutes to hours</source>
        <translation>几十分钟到几小时</translation>
    </message>
    <message>
        <source>Minutes to hours</source>
        <translation>几分钟到几小时</translation>
    </message>
    <message>
        <source>About {0}</source>
        <translation>大约 {0}</translation>
    </message>
    <message>
        <source>Seconds</source>
        <translation>几秒</translation>
    </message>
    <message>
        <source>{0} epochs, set by you</source>
        <translation>{0} 轮，由你设定</translation>
    </message>
</context>
<context>
    <name>PreviewDialog</name>
    <message>
        <source>What the model sees</source>
        <translation>模型看到的画面</translation>
    </message>
    <message>
        <source>No pictures yet</source>
        <translation>还没有图片</translation>
    </message>
    <message>
        <source>Add pictures to the project to see them as the model would.</source>
        <translation>向项目添加图片后，就能像模型那样看到它们。</translation>
    </message>
    <message>
        <source>Preparing the pictures …</source>
        <translation>正在准备图片…</translation>
    </message>
    <message>
        <source>Another draw</source>
        <translation>换一次随机</translation>
    </message>
    <message>
        <source>The same pictures, with other random changes</source>
        <translation>同样的图片，另外的随机变化</translation>
    </message>
    <message>
        <source>Other pictures</source>
        <translation>换一批图片</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Apply</source>
        <translation>应用</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Pictures as the model sees them</source>
        <translation>模型看到的图片</translation>
    </message>
    <message>
        <source>Working …</source>
        <translation>正在处理…</translation>
    </message>
    <message>
        <source>No preview</source>
        <translation>没有预览</translation>
    </message>
    <message>
        <source>It comes by itself once the settings can be used.</source>
        <translation>设置可用后会自动出现。</translation>
    </message>
</context>
<context>
    <name>ProgressLine</name>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Stopping …</source>
        <translation>正在停止…</translation>
    </message>
    <message>
        <source>{0} of {1}</source>
        <translation>{0} / {1}</translation>
    </message>
    <message>
        <source>{0} left</source>
        <translation>剩余 {0}</translation>
    </message>
</context>
<context>
    <name>Quantities</name>
    <message>
        <source>{0} bytes</source>
        <translation>{0} 字节</translation>
    </message>
    <message>
        <source>today {0}</source>
        <translation>今天 {0}</translation>
    </message>
    <message>
        <source>yesterday {0}</source>
        <translation>昨天 {0}</translation>
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
    <name>RecallBars</name>
    <message>
        <source>Recognized of each class</source>
        <translation>每个类别认出的比例</translation>
    </message>
    <message>
        <source>no pictures</source>
        <translation>没有图片</translation>
    </message>
    <message>
        <source>{0} of {1}</source>
        <translation>{1} 张中 {0} 张</translation>
    </message>
</context>
<context>
    <name>RecipeComparison</name>
    <message>
        <source>Compared with</source>
        <translation>对比</translation>
    </message>
    <message>
        <source>Differences</source>
        <translation>差异</translation>
    </message>
    <message>
        <source>Setting</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Present recipe</source>
        <translation>当前配方</translation>
    </message>
    <message>
        <source>Choose a saved recipe to see how it differs from the present one.</source>
        <translation>选择一个已保存的配方，看看它与当前配方有什么不同。</translation>
    </message>
    <message>
        <source>The two are alike: they lead to the same training.</source>
        <translation>两者相同：训练过程一样。</translation>
    </message>
    <message>
        <source>This setting has no effect in this recipe.</source>
        <translation>这项设置在这个配方里不起作用。</translation>
    </message>
</context>
<context>
    <name>RecipeDesk</name>
    <message>
        <source>What the model sees …</source>
        <translation>模型看到的画面…</translation>
    </message>
    <message>
        <source>Recipes …</source>
        <translation>配方…</translation>
    </message>
    <message>
        <source>Save this recipe under a name, open a saved one, and compare them.</source>
        <translation>为这个配方取名保存、打开已保存的配方，并进行比较。</translation>
    </message>
    <message>
        <source>Tune …</source>
        <translation>调优…</translation>
    </message>
    <message>
        <source>Have good settings searched for within a budget of time.</source>
        <translation>在限定的时间内自动寻找好的设置。</translation>
    </message>
    <message>
        <source>A folder with config.json and model.safetensors</source>
        <translation>含有 config.json 和 model.safetensors 的文件夹</translation>
    </message>
</context>
<context>
    <name>RecipeForm</name>
    <message>
        <source>Find a setting</source>
        <translation>查找设置</translation>
    </message>
    <message>
        <source>No setting is called so.</source>
        <translation>没有这样的设置。</translation>
    </message>
    <message>
        <source>No effect with “{0}”; it counts with {1}.</source>
        <translation>在“{0}”下不起作用；适用于：{1}。</translation>
    </message>
</context>
<context>
    <name>RecipeWords</name>
    <message>
        <source>yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>no</source>
        <translation>否</translation>
    </message>
    <message>
        <source>recommended</source>
        <translation>推荐的架构</translation>
    </message>
    <message>
        <source>pretrained</source>
        <translation>预训练</translation>
    </message>
    <message>
        <source>{0} more changes</source>
        <translation>另有 {0} 处改动</translation>
    </message>
</context>
<context>
    <name>RecipesDialog</name>
    <message>
        <source>Recipes</source>
        <translation>配方</translation>
    </message>
    <message>
        <source>Saved recipes</source>
        <translation>已保存的配方</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>In words</source>
        <translation>说明</translation>
    </message>
    <message>
        <source>No recipe is saved yet. Give the present one a name below to find it here in every project.</source>
        <translation>还没有保存配方。在下面给当前配方取个名称，就能在每个项目里找到它。</translation>
    </message>
    <message>
        <source>Name for the present recipe</source>
        <translation>当前配方的名称</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>重命名</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Import …</source>
        <translation>导入…</translation>
    </message>
    <message>
        <source>Export …</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Use this recipe</source>
        <translation>使用这个配方</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>已保存</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>替换</translation>
    </message>
    <message>
        <source>Delete the recipe “{0}”?</source>
        <translation>要删除配方“{0}”吗？</translation>
    </message>
    <message>
        <source>Models that were trained with it are kept, and each of them remembers its own recipe.</source>
        <translation>用它训练的模型会保留，每个模型都记得自己的配方。</translation>
    </message>
    <message>
        <source>Import recipes</source>
        <translation>导入配方</translation>
    </message>
    <message>
        <source>Recipes (*.json)</source>
        <translation>配方 (*.json)</translation>
    </message>
    <message>
        <source>Export the recipe</source>
        <translation>导出配方</translation>
    </message>
    <message>
        <source>The recipe is in {0}</source>
        <translation>配方已写入 {0}</translation>
    </message>
</context>
<context>
    <name>Recommendations</name>
    <message>
        <source>Any computer</source>
        <translation>任何电脑</translation>
    </message>
    <message>
        <source>Graphics card, 4–8 GB</source>
        <translation>4–8 GB 显卡</translation>
    </message>
    <message>
        <source>Large graphics card</source>
        <translation>大显存显卡</translation>
    </message>
    <message>
        <source>Few labels</source>
        <translation>标注很少</translation>
    </message>
    <message>
        <source>Tiny pictures, from scratch</source>
        <translation>小图片，从零开始</translation>
    </message>
    <message>
        <source>Classics</source>
        <translation>经典</translation>
    </message>
    <message>
        <source>Fastest</source>
        <translation>最快</translation>
    </message>
    <message>
        <source>Balanced</source>
        <translation>均衡</translation>
    </message>
    <message>
        <source>Most accurate</source>
        <translation>最准</translation>
    </message>
</context>
<context>
    <name>ReportDialog</name>
    <message>
        <source>Import report</source>
        <translation>导入报告</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>搜索</translation>
    </message>
    <message>
        <source>Save as a table …</source>
        <translation>另存为表格…</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>{0} lines</source>
        <translation>{0} 行</translation>
    </message>
    <message>
        <source>{0} of {1} lines</source>
        <translation>{0} / {1} 行</translation>
    </message>
    <message>
        <source>Save the report</source>
        <translation>保存报告</translation>
    </message>
    <message>
        <source>Tables (*.csv)</source>
        <translation>表格 (*.csv)</translation>
    </message>
    <message>
        <source>The report is in {0}</source>
        <translation>报告已保存到 {0}</translation>
    </message>
</context>
<context>
    <name>ResultView</name>
    <message>
        <source>Accuracy</source>
        <translation>准确率</translation>
    </message>
    <message>
        <source>Balanced accuracy</source>
        <translation>平衡准确率</translation>
    </message>
    <message>
        <source>Recognized of each class</source>
        <translation>每个类别认出的比例</translation>
    </message>
    <message>
        <source>{0} of {1} pictures</source>
        <translation>{1} 张图片中 {0} 张</translation>
    </message>
    <message>
        <source>No pictures.</source>
        <translation>没有图片。</translation>
    </message>
</context>
<context>
    <name>RunHeader</name>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Stop and keep the best</source>
        <translation>停止并保留最好的</translation>
    </message>
    <message>
        <source>End the training now; the model of the best epoch so far is kept.</source>
        <translation>现在结束训练；保留目前最好一轮的模型。</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>End without a model. What the run has learned stays under “Runs”: it can go on from there later, or be forgotten.</source>
        <translation>结束而不生成模型。已学到的内容留在“未完成的训练”中：以后可以从那里继续，也可以放弃。</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>Keeping the best …</source>
        <translation>正在保留最好的结果…</translation>
    </message>
    <message>
        <source>Cancelling …</source>
        <translation>正在取消…</translation>
    </message>
    <message>
        <source>End without a model. So far the run has learned nothing that could be kept: it is forgotten.</source>
        <translation>结束，不产生模型。这次运行还没有学到可以保留的东西：它会被忘掉。</translation>
    </message>
    <message>
        <source>epoch {0} of {1}</source>
        <translation>第 {0} / {1} 轮</translation>
    </message>
    <message>
        <source>{0} left</source>
        <translation>还剩 {0}</translation>
    </message>
    <message>
        <source>{0} pictures/s</source>
        <translation>{0} 张/秒</translation>
    </message>
    <message>
        <source>{0} on the graphics card</source>
        <translation>显存 {0}</translation>
    </message>
</context>
<context>
    <name>RunList</name>
    <message>
        <source>Runs</source>
        <translation>未完成的训练</translation>
    </message>
    <message>
        <source>Go on with all of them</source>
        <translation>全部继续</translation>
    </message>
    <message>
        <source>Unfinished trainings: {0}.</source>
        <translation>未完成的训练：{0}。</translation>
    </message>
    <message>
        <source>What they have learned is kept.</source>
        <translation>已学到的内容都保留着。</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>继续</translation>
    </message>
</context>
<context>
    <name>RunMenu</name>
    <message>
        <source>Classify</source>
        <translation>分类</translation>
    </message>
    <message>
        <source>What to ask the model about, and how</source>
        <translation>让模型回答哪些图片，以及怎样回答</translation>
    </message>
    <message>
        <source>A folder …</source>
        <translation>文件夹…</translation>
    </message>
    <message>
        <source>The unlabelled pictures of the project</source>
        <translation>项目中未标注的图片</translation>
    </message>
    <message>
        <source>Watch a folder …</source>
        <translation>监视文件夹…</translation>
    </message>
    <message>
        <source>Stop watching</source>
        <translation>停止监视</translation>
    </message>
    <message>
        <source>Look for new files</source>
        <translation>查找新文件</translation>
    </message>
    <message>
        <source>Start over: ask everything again</source>
        <translation>从头开始：全部重新分类</translation>
    </message>
    <message>
        <source>Make labels of what you said</source>
        <translation>把你的判断变成标注</translation>
    </message>
    <message>
        <source>Options …</source>
        <translation>选项…</translation>
    </message>
    <message>
        <source>Compare with</source>
        <translation>与其他模型比较</translation>
    </message>
    <message>
        <source>Does it go by the background? …</source>
        <translation>它是在看背景吗？…</translation>
    </message>
    <message>
        <source>Earlier answers</source>
        <translation>以前的答案</translation>
    </message>
    <message>
        <source>{0} of {1}</source>
        <translation>{0} / {1}</translation>
    </message>
</context>
<context>
    <name>RunQueue</name>
    <message>
        <source>Training</source>
        <translation>正在训练</translation>
    </message>
</context>
<context>
    <name>RunRow</name>
    <message>
        <source>will be tried again</source>
        <translation>将再次尝试</translation>
    </message>
    <message>
        <source>waits for its turn</source>
        <translation>正在排队</translation>
    </message>
    <message>
        <source>has not begun</source>
        <translation>尚未开始</translation>
    </message>
    <message>
        <source>interrupted after {0} epochs</source>
        <translation>在第 {0} 轮之后中断</translation>
    </message>
    <message>
        <source>interrupted before its first epoch ended</source>
        <translation>在第一轮结束前中断</translation>
    </message>
    <message>
        <source>Go on where it was</source>
        <translation>从中断处继续</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>Keep the best</source>
        <translation>保留最好的</translation>
    </message>
    <message>
        <source>Make a model of what the run has learned so far, without going on.</source>
        <translation>不再继续，用目前学到的内容生成模型。</translation>
    </message>
    <message>
        <source>Train next</source>
        <translation>下一个训练</translation>
    </message>
    <message>
        <source>Train this one before the others that wait.</source>
        <translation>让它排在其他等待的训练之前。</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Forget</source>
        <translation>放弃</translation>
    </message>
    <message>
        <source>Delete this run and what it has learned. Labels and models stay.</source>
        <translation>删除这次训练及其学到的内容。标注和模型会保留。</translation>
    </message>
</context>
<context>
    <name>Runs</name>
    <message>
        <source>the unlabelled pictures</source>
        <translation>未标注的图片</translation>
    </message>
    <message>
        <source>Classifying {0}</source>
        <translation>正在分类 {0}</translation>
    </message>
</context>
<context>
    <name>SaliencyPanel</name>
    <message>
        <source>Click a picture</source>
        <translation>点击一张图片</translation>
    </message>
    <message>
        <source>Methods side by side</source>
        <translation>并排比较各种方法</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Evidence for</source>
        <translation>证据类别</translation>
    </message>
    <message>
        <source>Looking for the evidence …</source>
        <translation>正在寻找证据…</translation>
    </message>
    <message>
        <source>Checking whether the map holds up …</source>
        <translation>正在检查显著图是否站得住脚…</translation>
    </message>
    <message>
        <source>{0} cannot be read: {1}</source>
        <translation>无法读取 {0}：{1}</translation>
    </message>
    <message>
        <source>Opening the picture …</source>
        <translation>正在打开图片…</translation>
    </message>
    <message>
        <source>Stopped. Choose a method to look again.</source>
        <translation>已停止。选择一种方法再次查看。</translation>
    </message>
</context>
<context>
    <name>SampleFacts</name>
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
        <source>by hand</source>
        <translation>手动</translation>
    </message>
    <message>
        <source>from its folder</source>
        <translation>来自文件夹</translation>
    </message>
    <message>
        <source>from a file</source>
        <translation>来自文件</translation>
    </message>
    <message>
        <source>a model&apos;s answer</source>
        <translation>模型的结果</translation>
    </message>
    <message>
        <source>blurry</source>
        <translation>模糊</translation>
    </message>
    <message>
        <source>very dark</source>
        <translation>很暗</translation>
    </message>
    <message>
        <source>very bright</source>
        <translation>很亮</translation>
    </message>
    <message>
        <source>tiny</source>
        <translation>很小</translation>
    </message>
    <message>
        <source>unusually long or high</source>
        <translation>长宽比异常</translation>
    </message>
    <message>
        <source>the file is not there</source>
        <translation>文件不存在</translation>
    </message>
    <message>
        <source>the file cannot be read</source>
        <translation>文件无法读取</translation>
    </message>
    <message>
        <source>the file has changed since</source>
        <translation>文件内容已改变</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>页数</translation>
    </message>
    <message>
        <source>Taken</source>
        <translation>拍摄时间</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>相机</translation>
    </message>
    <message>
        <source>Labelled</source>
        <translation>标注</translation>
    </message>
    <message>
        <source>Split</source>
        <translation>划分</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>分组</translation>
    </message>
    <message>
        <source>Quality</source>
        <translation>质量</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>first of {0}</source>
        <translation>第一页（共 {0} 页）</translation>
    </message>
    <message>
        <source>not sure</source>
        <translation>不确定</translation>
    </message>
    <message>
        <source>{0}, pinned</source>
        <translation>{0}，已固定</translation>
    </message>
</context>
<context>
    <name>SampleInspector</name>
    <message>
        <source>Click a picture; Ctrl and Shift or a dragged frame select more.</source>
        <translation>单击选择一张图片；按住 Ctrl 或 Shift 单击，或拖出一个框，可选择多张。</translation>
    </message>
    <message>
        <source>{0} selected</source>
        <translation>已选 {0} 张</translation>
    </message>
    <message>
        <source>Selection</source>
        <translation>所选图片</translation>
    </message>
    <message>
        <source>{0} others look nearly the same</source>
        <translation>另有 {0} 张看起来几乎相同</translation>
    </message>
    <message>
        <source>1 other looks nearly the same</source>
        <translation>另有 1 张看起来几乎相同</translation>
    </message>
    <message>
        <source>{0} others are the same</source>
        <translation>另有 {0} 张完全相同</translation>
    </message>
    <message>
        <source>1 other is the same</source>
        <translation>另有 1 张完全相同</translation>
    </message>
    <message>
        <source>It cannot be read: {0}</source>
        <translation>无法读取：{0}</translation>
    </message>
</context>
<context>
    <name>SampleModel</name>
    <message>
        <source>unlabelled</source>
        <translation>未标注</translation>
    </message>
    <message>
        <source>not sure</source>
        <translation>不确定</translation>
    </message>
</context>
<context>
    <name>SaveAll</name>
    <message>
        <source>In which folder should the files go?</source>
        <translation>文件放入哪个文件夹？</translation>
    </message>
    <message>
        <source>{0} files were saved in {1}.</source>
        <translation>{0} 个文件已保存到 {1}。</translation>
    </message>
</context>
<context>
    <name>SaveMenu</name>
    <message>
        <source>Picture with its evidence (PNG) …</source>
        <translation>带证据的图片 (PNG)…</translation>
    </message>
    <message>
        <source>Heatmap as numbers (NPY) …</source>
        <translation>数值热力图 (NPY)…</translation>
    </message>
    <message>
        <source>Pictures (*.png)</source>
        <translation>图片 (*.png)</translation>
    </message>
    <message>
        <source>NumPy arrays (*.npy)</source>
        <translation>NumPy 数组 (*.npy)</translation>
    </message>
    <message>
        <source>Where should the file go?</source>
        <translation>文件放在哪里？</translation>
    </message>
    <message>
        <source>Saved as {0}</source>
        <translation>已保存为 {0}</translation>
    </message>
</context>
<context>
    <name>ScopeBox</name>
    <message>
        <source>Which pictures</source>
        <translation>哪些图片</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Those that are shown ({0})</source>
        <translation>当前显示的（{0}）</translation>
    </message>
    <message>
        <source>The selected ones ({0})</source>
        <translation>选中的（{0}）</translation>
    </message>
    <message>
        <source>All ({0})</source>
        <translation>全部（{0}）</translation>
    </message>
</context>
<context>
    <name>SearchBox</name>
    <message>
        <source>Search, or class:ant -blur …</source>
        <translation>搜索，或输入 class:ant -blur …</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>搜索</translation>
    </message>
    <message>
        <source>Suggestions</source>
        <translation>建议</translation>
    </message>
</context>
<context>
    <name>SectionTitles</name>
    <message>
        <source>Unlabelled</source>
        <translation>未标注</translation>
    </message>
    <message>
        <source>Date not known</source>
        <translation>日期未知</translation>
    </message>
    <message>
        <source>Not split yet</source>
        <translation>尚未划分</translation>
    </message>
    <message>
        <source>Camera not known</source>
        <translation>相机未知</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Validation</source>
        <translation>验证</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>测试</translation>
    </message>
    <message>
        <source>Like {0}</source>
        <translation>与 {0} 相似</translation>
    </message>
    <message>
        <source>Copies of {0}</source>
        <translation>{0} 的副本</translation>
    </message>
    <message>
        <source>Burst that begins with {0}</source>
        <translation>以 {0} 开头的连拍</translation>
    </message>
    <message>
        <source>Not sure</source>
        <translation>不确定</translation>
    </message>
</context>
<context>
    <name>SeenView</name>
    <message>
        <source>Pictures as the model sees them</source>
        <translation>模型看到的图片</translation>
    </message>
    <message>
        <source>Original</source>
        <translation>原图</translation>
    </message>
    <message>
        <source>Plain view</source>
        <translation>不增强</translation>
    </message>
    <message>
        <source>Augmented views, as in training</source>
        <translation>增强后，与训练时相同</translation>
    </message>
    <message>
        <source>This picture cannot be read: {0}.</source>
        <translation>无法读取这张图片：{0}。</translation>
    </message>
</context>
<context>
    <name>Sequels</name>
    <message>
        <source>Putting alike pictures together</source>
        <translation>正在把相似的图片放在一起</translation>
    </message>
    <message>
        <source>Click a header to select its pictures, then press L to name a class of them.</source>
        <translation>点击标题选中其图片，再按 L 给它们起类别名。</translation>
    </message>
    <message>
        <source>No pictures here are enough alike to make a group.</source>
        <translation>这里没有相似到可以成组的图片。</translation>
    </message>
    <message>
        <source>Putting what you said into the project</source>
        <translation>正在把你的判断放入项目</translation>
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
    <name>SortDialog</name>
    <message>
        <source>Sort files into class folders</source>
        <translation>把文件整理到类别文件夹</translation>
    </message>
    <message>
        <source>Earlier sorts …</source>
        <translation>以前的整理…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>检查</translation>
    </message>
    <message>
        <source>Finds out what would happen. No file is touched.</source>
        <translation>看看会发生什么。不会动任何文件。</translation>
    </message>
    <message>
        <source>Looking at what would happen</source>
        <translation>正在查看会发生什么</translation>
    </message>
    <message>
        <source>Waiting for other work to end</source>
        <translation>正在等待其他工作结束</translation>
    </message>
    <message>
        <source>Check again</source>
        <translation>再次检查</translation>
    </message>
    <message>
        <source>Sort the pictures</source>
        <translation>整理图片</translation>
    </message>
    <message>
        <source>Go on in the background</source>
        <translation>在后台继续</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>The pictures stay where they are; copies go into the folders.</source>
        <translation>图片留在原处，副本放入文件夹。</translation>
    </message>
    <message>
        <source>Move</source>
        <translation>移动</translation>
    </message>
    <message>
        <source>The pictures themselves go into the folders. It can be taken back.</source>
        <translation>图片本身移入文件夹。可以撤回。</translation>
    </message>
    <message>
        <source>Hard links</source>
        <translation>硬链接</translation>
    </message>
    <message>
        <source>Second names of the same files: no room is taken. Only on the drive where the pictures are.</source>
        <translation>同一文件的第二个名字，不占空间。只能在图片所在的驱动器上。</translation>
    </message>
    <message>
        <source>Links</source>
        <translation>链接</translation>
    </message>
    <message>
        <source>Pointers to the files: no room is taken. They break when the pictures move.</source>
        <translation>指向文件的指针，不占空间。图片移动后会失效。</translation>
    </message>
    <message>
        <source>Link 1 picture</source>
        <translation>链接 1 张图片</translation>
    </message>
    <message>
        <source>1 picture was linked into {1}.</source>
        <translation>1 张图片已链接到 {1}。</translation>
    </message>
    <message>
        <source>Copy {0} pictures</source>
        <translation>复制 {0} 张图片</translation>
    </message>
    <message>
        <source>Copy 1 picture</source>
        <translation>复制 1 张图片</translation>
    </message>
    <message>
        <source>Move {0} pictures</source>
        <translation>移动 {0} 张图片</translation>
    </message>
    <message>
        <source>Link {0} pictures</source>
        <translation>链接 {0} 张图片</translation>
    </message>
    <message>
        <source>{0} pictures were copied into {1}.</source>
        <translation>{0} 张图片已复制到 {1}。</translation>
    </message>
    <message>
        <source>{0} pictures were moved into {1}.</source>
        <translation>{0} 张图片已移动到 {1}。</translation>
    </message>
    <message>
        <source>{0} pictures were linked into {1}.</source>
        <translation>{0} 张图片已链接到 {1}。</translation>
    </message>
    <message>
        <source>Move 1 picture</source>
        <translation>移动 1 张图片</translation>
    </message>
    <message>
        <source>1 picture was copied into {1}.</source>
        <translation>1 张图片已复制到 {1}。</translation>
    </message>
    <message>
        <source>1 picture was moved into {1}.</source>
        <translation>1 张图片已移动到 {1}。</translation>
    </message>
    <message>
        <source>{0} could not be read</source>
        <translation>{0} 张无法读取</translation>
    </message>
    <message>
        <source>{0} are not classified yet</source>
        <translation>{0} 张尚未分类</translation>
    </message>
    <message>
        <source>1 is not classified yet</source>
        <translation>1 张尚未分类</translation>
    </message>
    <message>
        <source>{0} are unsure</source>
        <translation>{0} 张不确定</translation>
    </message>
    <message>
        <source>1 is unsure</source>
        <translation>1 张不确定</translation>
    </message>
    <message>
        <source>{0} are unknown</source>
        <translation>{0} 张未知</translation>
    </message>
    <message>
        <source>1 is unknown</source>
        <translation>1 张未知</translation>
    </message>
    <message>
        <source>{0} are no longer there</source>
        <translation>{0} 张已不在</translation>
    </message>
    <message>
        <source>1 is no longer there</source>
        <translation>1 张已不在</translation>
    </message>
    <message>
        <source>1 has changed since it was classified</source>
        <translation>1 张在分类后有改动</translation>
    </message>
    <message>
        <source>{0} have changed since they were classified</source>
        <translation>{0} 张在分类后有改动</translation>
    </message>
    <message>
        <source>{0} cannot be sorted</source>
        <translation>{0} 张无法整理</translation>
    </message>
    <message>
        <source>1 gets a number, because another one has its name.</source>
        <translation>1 张会加上编号，因为已有同名文件。</translation>
    </message>
    <message>
        <source>1 gets a name that every drive takes.</source>
        <translation>1 张会改用各种驱动器都接受的名称。</translation>
    </message>
    <message>
        <source>1 lies where it belongs already.</source>
        <translation>1 张已在应在的位置。</translation>
    </message>
    <message>
        <source>1 picture</source>
        <translation>1 张图片</translation>
    </message>
    <message>
        <source>{0} pictures</source>
        <translation>{0} 张图片</translation>
    </message>
    <message>
        <source>1 folder</source>
        <translation>1 个文件夹</translation>
    </message>
    <message>
        <source>{0} folders</source>
        <translation>{0} 个文件夹</translation>
    </message>
    <message>
        <source>1 file beside them goes along.</source>
        <translation>旁边的 1 个文件一同前往。</translation>
    </message>
    <message>
        <source>1 file stayed where it was:</source>
        <translation>1 个文件留在原处：</translation>
    </message>
    <message>
        <source>It was taken back: 1 picture is as it was before.</source>
        <translation>已撤回：1 张图片恢复原样。</translation>
    </message>
    <message>
        <source>1 file was left at its new place, because somebody changed it:</source>
        <translation>1 个文件留在新位置，因为有人改动过它：</translation>
    </message>
    <message>
        <source>not finished</source>
        <translation>未完成</translation>
    </message>
    <message>
        <source>done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>half taken back</source>
        <translation>撤回了一半</translation>
    </message>
    <message>
        <source>taken back</source>
        <translation>已撤回</translation>
    </message>
    <message>
        <source>its journal is damaged</source>
        <translation>日志已损坏</translation>
    </message>
    <message>
        <source>{0} files beside them go along.</source>
        <translation>旁边的 {0} 个文件一同前往。</translation>
    </message>
    <message>
        <source>It needs {0}; {1} are free there.</source>
        <translation>需要 {0}；那里有 {1} 可用。</translation>
    </message>
    <message>
        <source>It needs {0}, but only {1} are free there.</source>
        <translation>需要 {0}，但那里只有 {1} 可用。</translation>
    </message>
    <message>
        <source>It takes no more room on the drive.</source>
        <translation>不占用驱动器的更多空间。</translation>
    </message>
    <message>
        <source>{0} get a number, because another one has their name.</source>
        <translation>{0} 张会加上编号，因为已有同名文件。</translation>
    </message>
    <message>
        <source>{0} get a name that every drive takes.</source>
        <translation>{0} 张会改用各种驱动器都接受的名称。</translation>
    </message>
    <message>
        <source>{0} lie where they belong already.</source>
        <translation>{0} 张已在应在的位置。</translation>
    </message>
    <message>
        <source>{0} into {1}.</source>
        <translation>{0}放入 {1}。</translation>
    </message>
    <message>
        <source>There is nothing to sort.</source>
        <translation>没有要整理的图片。</translation>
    </message>
    <message>
        <source>Left where they are: {0}.</source>
        <translation>留在原处：{0}。</translation>
    </message>
    <message>
        <source>{0} files stayed where they were:</source>
        <translation>{0} 个文件留在原处：</translation>
    </message>
    <message>
        <source>It was taken back: {0} pictures are as they were before.</source>
        <translation>已撤回：{0} 张图片恢复原样。</translation>
    </message>
    <message>
        <source>{0} files were left at their new place, because somebody changed them:</source>
        <translation>{0} 个文件留在新位置，因为有人改动过它们：</translation>
    </message>
</context>
<context>
    <name>SortForm</name>
    <message>
        <source>Where to</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>Choose …</source>
        <translation>选择…</translation>
    </message>
    <message>
        <source>Give the whole path of the folder.</source>
        <translation>请给出文件夹的完整路径。</translation>
    </message>
    <message>
        <source>How</source>
        <translation>方式</translation>
    </message>
    <message>
        <source>Names</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Unsure below</source>
        <translation>低于此值为不确定</translation>
    </message>
    <message>
        <source>Folder for unsure pictures</source>
        <translation>不确定图片的文件夹</translation>
    </message>
    <message>
        <source>Folder for unknown pictures</source>
        <translation>未知图片的文件夹</translation>
    </message>
    <message>
        <source>Give the folder a name, or untick its box.</source>
        <translation>请给文件夹起个名字，或取消勾选。</translation>
    </message>
    <message>
        <source>Unsure ones, below</source>
        <translation>不确定的，低于</translation>
    </message>
    <message>
        <source>Unknown ones into the folder</source>
        <translation>未知的放入文件夹</translation>
    </message>
    <message>
        <source>into the folder</source>
        <translation>放入文件夹</translation>
    </message>
    <message>
        <source>Which</source>
        <translation>范围</translation>
    </message>
    <message>
        <source>Others</source>
        <translation>其他</translation>
    </message>
    <message>
        <source>Where should the folders go?</source>
        <translation>文件夹放在哪里？</translation>
    </message>
    <message>
        <source>Such as {0}</source>
        <translation>例如 {0}</translation>
    </message>
</context>
<context>
    <name>SortMenu</name>
    <message>
        <source>Ascending</source>
        <translation>升序</translation>
    </message>
    <message>
        <source>Descending</source>
        <translation>降序</translation>
    </message>
</context>
<context>
    <name>SortOutcome</name>
    <message>
        <source>Finish it</source>
        <translation>继续完成</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>在文件夹中显示</translation>
    </message>
    <message>
        <source>The sort is not finished: {0} of {1} pictures are sorted.</source>
        <translation>整理尚未完成：{1} 张图片中已整理 {0} 张。</translation>
    </message>
    <message>
        <source>Finish it or take it back, now or later.</source>
        <translation>可以现在或以后继续完成，或撤回。</translation>
    </message>
</context>
<context>
    <name>SortPlanView</name>
    <message>
        <source>Folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Folders</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>Dry run</source>
        <translation>试运行</translation>
    </message>
    <message>
        <source>Check first what would happen. No file is touched by that.</source>
        <translation>先检查会发生什么。这不会动任何文件。</translation>
    </message>
</context>
<context>
    <name>SortRunner</name>
    <message>
        <source>Copying pictures</source>
        <translation>正在复制图片</translation>
    </message>
    <message>
        <source>Moving pictures</source>
        <translation>正在移动图片</translation>
    </message>
    <message>
        <source>Linking pictures</source>
        <translation>正在链接图片</translation>
    </message>
    <message>
        <source>Sorting pictures</source>
        <translation>正在整理图片</translation>
    </message>
    <message>
        <source>Taking a sort back</source>
        <translation>正在撤回整理</translation>
    </message>
</context>
<context>
    <name>SortsDialog</name>
    <message>
        <source>Earlier sorts</source>
        <translation>以前的整理</translation>
    </message>
    <message>
        <source>Looking for earlier sorts …</source>
        <translation>正在查找以前的整理…</translation>
    </message>
    <message>
        <source>When</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Where to</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>How</source>
        <translation>方式</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Forget …</source>
        <translation>忘记…</translation>
    </message>
    <message>
        <source>Finish</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Every sort keeps a journal, by which it can be taken back as long as nobody changes the files.</source>
        <translation>每次整理都有日志；只要没有人改动文件，就可以据此撤回。</translation>
    </message>
    <message>
        <source>Nothing has been sorted yet.</source>
        <translation>还没有整理过任何东西。</translation>
    </message>
    <message>
        <source>Forget this sort?</source>
        <translation>忘记这次整理？</translation>
    </message>
    <message>
        <source>The pictures stay where they are now; the sort cannot be taken back or finished any more.</source>
        <translation>图片留在现在的位置；这次整理将无法再撤回或完成。</translation>
    </message>
    <message>
        <source>Forget it</source>
        <translation>忘记</translation>
    </message>
    <message>
        <source>Waiting for other work to end</source>
        <translation>正在等待其他工作结束</translation>
    </message>
</context>
<context>
    <name>SpanEditor</name>
    <message>
        <source>{0}, from</source>
        <translation>{0}，从</translation>
    </message>
    <message>
        <source>{0}, to</source>
        <translation>{0}，到</translation>
    </message>
</context>
<context>
    <name>SplitDialog</name>
    <message>
        <source>Training, validation and test</source>
        <translation>训练、验证和测试</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Split everything anew</source>
        <translation>全部重新划分</translation>
    </message>
    <message>
        <source>Split the new pictures</source>
        <translation>划分新图片</translation>
    </message>
    <message>
        <source>Counting …</source>
        <translation>正在统计…</translation>
    </message>
    <message>
        <source>Plan</source>
        <translation>方案</translation>
    </message>
    <message>
        <source>Pictures by class</source>
        <translation>各类别的图片</translation>
    </message>
    <message>
        <source>Splitting</source>
        <translation>正在划分</translation>
    </message>
    <message>
        <source>{0} pictures were given a side.</source>
        <translation>已划分 {0} 张图片。</translation>
    </message>
    <message>
        <source>Every labelled picture has its side already.</source>
        <translation>已标注的图片都已划分。</translation>
    </message>
    <message>
        <source>Waiting for other work to end</source>
        <translation>正在等待其他工作结束</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>{0} pictures are pinned to their side.</source>
        <translation>有 {0} 张图片固定在所属的一侧。</translation>
    </message>
    <message>
        <source>Together they are {0} %, so they are taken as {1} %.</source>
        <translation>合计 {0} %，因此按 {1} % 分配。</translation>
    </message>
</context>
<context>
    <name>SplitTable</name>
    <message>
        <source>Classes by side</source>
        <translation>各类别的划分</translation>
    </message>
</context>
<context>
    <name>SplitTableModel</name>
    <message>
        <source>All classes</source>
        <translation>全部类别</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Shares</source>
        <translation>比例</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Validation</source>
        <translation>验证</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>测试</translation>
    </message>
    <message>
        <source>Not yet</source>
        <translation>尚未划分</translation>
    </message>
</context>
<context>
    <name>Stage</name>
    <message>
        <source>Ready to train</source>
        <translation>可以开始训练</translation>
    </message>
    <message>
        <source>Nothing is labelled yet</source>
        <translation>还没有标注</translation>
    </message>
    <message>
        <source>Training learns from your labels: a few pictures of at least two classes are enough to begin.</source>
        <translation>训练从你的标注中学习：至少两个类别、各有几张图片就可以开始。</translation>
    </message>
    <message>
        <source>Label pictures</source>
        <translation>标注图片</translation>
    </message>
    <message>
        <source>Only one class so far</source>
        <translation>目前只有一个类别</translation>
    </message>
    <message>
        <source>To tell classes apart there must be two of them. Label some pictures of another class, or of none of them.</source>
        <translation>要区分类别，至少需要两个。再标注一些其他类别的图片，或不属于它的图片。</translation>
    </message>
    <message>
        <source>{0} labelled pictures of {1} classes. Press Train: what it learns is drawn here as it goes.</source>
        <translation>{1} 个类别，共 {0} 张已标注的图片。按“训练”：学习过程会显示在这里。</translation>
    </message>
</context>
<context>
    <name>Status</name>
    <message>
        <source>Only to be looked at</source>
        <translation>只能查看</translation>
    </message>
    <message>
        <source>All changes saved</source>
        <translation>所有更改均已保存</translation>
    </message>
    <message>
        <source>All changes saved · Ctrl+Z: {0}</source>
        <translation>所有更改均已保存 · Ctrl+Z 撤销：{0}</translation>
    </message>
</context>
<context>
    <name>SubjectChoice</name>
    <message>
        <source>What the pictures show decides which changes leave their class as it is.</source>
        <translation>图片的内容决定了哪些变化不会改变它的类别。</translation>
    </message>
    <message>
        <source>Subject</source>
        <translation>题材</translation>
    </message>
    <message>
        <source>Own mixture</source>
        <translation>自定义组合</translation>
    </message>
</context>
<context>
    <name>SuspectModel</name>
    <message>
        <source>masked</source>
        <translation>遮住后</translation>
    </message>
    <message>
        <source>{0}: “{1}” {2}, masked {3}</source>
        <translation>{0}：“{1}” {2}，遮住后 {3}</translation>
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
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>{done} of {total}</source>
        <translation>{done} / {total}</translation>
    </message>
    <message>
        <source>{pace} images/s</source>
        <translation>每秒 {pace} 张</translation>
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
    <name>TermChip</name>
    <message>
        <source>{0} – click to remove</source>
        <translation>{0} – 单击即可移除</translation>
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
    <name>ThresholdBox</name>
    <message>
        <source>Unsure below</source>
        <translation>低于此为不确定</translation>
    </message>
    <message>
        <source>Unknown above</source>
        <translation>高于此为未知</translation>
    </message>
    <message>
        <source>An answer that is less sure than this counts as unsure.</source>
        <translation>置信度低于此值的答案算作不确定。</translation>
    </message>
    <message>
        <source>A picture less like the training pictures than this share of known ones counts as unknown. 100 % switches it off.</source>
        <translation>若一张图片比这一比例的已知图片更不像训练图片，就算作未知。100 % 表示关闭。</translation>
    </message>
</context>
<context>
    <name>TrainPage</name>
    <message>
        <source>Train</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Recipe</source>
        <translation>配方</translation>
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
        <source>Add to the queue</source>
        <translation>加入队列</translation>
    </message>
    <message>
        <source>Choose a weights pack …</source>
        <translation>选择权重包…</translation>
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
    <name>Transfers</name>
    <message>
        <source>Choose a folder of pictures</source>
        <translation>选择图片文件夹</translation>
    </message>
    <message>
        <source>Importing pictures</source>
        <translation>正在导入图片</translation>
    </message>
    <message>
        <source>{0} were here already.</source>
        <translation>{0} 张原已在项目中。</translation>
    </message>
    <message>
        <source>{0} that were here already got a class from the label file.</source>
        <translation>{0} 张已有的图片从标签文件得到了类别。</translation>
    </message>
    <message>
        <source>{0} had moved and were found again.</source>
        <translation>{0} 张移动过的图片已重新找到。</translation>
    </message>
    <message>
        <source>{0} have changed since they were imported; their labels were kept.</source>
        <translation>{0} 张图片在导入后有改动；它们的标注已保留。</translation>
    </message>
    <message>
        <source>{0} of them have no label yet.</source>
        <translation>其中 {0} 张尚未标注。</translation>
    </message>
    <message>
        <source>{0} labels name no class that can be used: see the report.</source>
        <translation>{0} 个标签中的类别名称不可用：请查看报告。</translation>
    </message>
    <message>
        <source>{0} cannot be read, the first: {1} ({2}).</source>
        <translation>{0} 个文件无法读取，第一个是 {1}（{2}）。</translation>
    </message>
    <message>
        <source>{0} pictures imported.</source>
        <translation>已导入 {0} 张图片。</translation>
    </message>
    <message>
        <source>Nothing new: all {0} pictures were here already.</source>
        <translation>没有新图片：全部 {0} 张原已在项目中。</translation>
    </message>
    <message>
        <source>Show report</source>
        <translation>查看报告</translation>
    </message>
    <message>
        <source>Exporting</source>
        <translation>正在导出</translation>
    </message>
    <message>
        <source>{0} pictures are in {1}</source>
        <translation>{0} 张图片已导出到 {1}</translation>
    </message>
    <message>
        <source>{0} of them were there already.</source>
        <translation>其中 {0} 张原已在那里。</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>打开文件夹</translation>
    </message>
    <message>
        <source>{0} remarks, the first: {1}: {2}</source>
        <translation>{0} 条说明，第一条：{1}：{2}</translation>
    </message>
</context>
<context>
    <name>TrialModel</name>
    <message>
        <source>Trial</source>
        <translation>试验</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>得分</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>用时</translation>
    </message>
    <message>
        <source>The recipe as it was</source>
        <translation>原来的配方</translation>
    </message>
    <message>
        <source>{0}, the best</source>
        <translation>{0}，最佳</translation>
    </message>
</context>
<context>
    <name>TrialPlot</name>
    <message>
        <source>Along the bottom</source>
        <translation>横轴</translation>
    </message>
    <message>
        <source>Scores</source>
        <translation>得分</translation>
    </message>
    <message>
        <source>finished</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>not finished</source>
        <translation>未完成</translation>
    </message>
    <message>
        <source>best</source>
        <translation>最佳</translation>
    </message>
    <message>
        <source>best so far</source>
        <translation>迄今最佳</translation>
    </message>
    <message>
        <source>Trial after trial</source>
        <translation>按试验顺序</translation>
    </message>
    <message>
        <source>By {0}</source>
        <translation>按{0}</translation>
    </message>
</context>
<context>
    <name>TrialTable</name>
    <message>
        <source>Trials</source>
        <translation>试验</translation>
    </message>
</context>
<context>
    <name>Tuner</name>
    <message>
        <source>Tuning</source>
        <translation>调参</translation>
    </message>
</context>
<context>
    <name>TuningDialog</name>
    <message>
        <source>Tuning</source>
        <translation>调参</translation>
    </message>
    <message>
        <source>Delete the tuning</source>
        <translation>删除这次调参</translation>
    </message>
    <message>
        <source>no limit</source>
        <translation>不限</translation>
    </message>
    <message>
        <source>Look for a better recipe</source>
        <translation>寻找更好的配方</translation>
    </message>
    <message>
        <source>Many short trainings try other values of the fields on the left; those that fall behind are given up early. They are compared by the validation pictures. The test pictures take no part.</source>
        <translation>用许多次短训练尝试左侧字段的其他取值，落后的会提早放弃。它们按验证图片比较，测试图片不参与。</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>Use the best</source>
        <translation>采用最佳</translation>
    </message>
    <message>
        <source>Minutes</source>
        <translation>分钟</translation>
    </message>
    <message>
        <source>Trials at most</source>
        <translation>最多试验次数</translation>
    </message>
    <message>
        <source>{0} cannot be used: {1}.</source>
        <translation>{0} 无法使用：{1}。</translation>
    </message>
    <message>
        <source>Its trials and their scores go; models and recipes stay.</source>
        <translation>其中的试验和得分会被删除；模型和配方保留。</translation>
    </message>
    <message>
        <source>Delete {0}?</source>
        <translation>删除 {0}？</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Ending …</source>
        <translation>正在结束…</translation>
    </message>
    <message>
        <source>Trial {0}</source>
        <translation>试验 {0}</translation>
    </message>
    <message>
        <source>{0} left</source>
        <translation>还剩 {0}</translation>
    </message>
    <message>
        <source>Waiting for other work to end</source>
        <translation>正在等待其他工作结束</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>New tuning</source>
        <translation>新的调参</translation>
    </message>
    <message>
        <source>Trial {0}: {1}</source>
        <translation>试验 {0}：{1}</translation>
    </message>
</context>
<context>
    <name>Upkeep</name>
    <message>
        <source>Written by a newer Fieldmark, and therefore in no list here: {0}.</source>
        <translation>由更新版本的 Fieldmark 写入，因此不在这里的列表中：{0}。</translation>
    </message>
    <message>
        <source>Update Fieldmark to use it.</source>
        <translation>请更新 Fieldmark 以使用它。</translation>
    </message>
    <message>
        <source>Its files were left as they are.</source>
        <translation>它的文件保持原样。</translation>
    </message>
    <message>
        <source>Looking for the files</source>
        <translation>正在查找文件</translation>
    </message>
    <message>
        <source>Their labels were kept: look whether they still fit.</source>
        <translation>标注已保留：请看看它们是否仍然合适。</translation>
    </message>
    <message>
        <source>Show them</source>
        <translation>显示这些图片</translation>
    </message>
    <message>
        <source>{0} of {1} pictures are not where they were.</source>
        <translation>{1} 张图片中有 {0} 张不在原处。</translation>
    </message>
    <message>
        <source>Your labels are safe: they are kept in the project.</source>
        <translation>标注安然无恙：它们保存在项目里。</translation>
    </message>
    <message>
        <source>Find them …</source>
        <translation>查找…</translation>
    </message>
    <message>
        <source>{0} files changed since they were imported.</source>
        <translation>{0} 个文件在导入后有改动。</translation>
    </message>
    <message>
        <source>Looking for the pictures</source>
        <translation>正在查找图片</translation>
    </message>
    <message>
        <source>{0} pictures were found again.</source>
        <translation>已重新找到 {0} 张图片。</translation>
    </message>
    <message>
        <source>{0} are still missing.</source>
        <translation>仍有 {0} 张找不到。</translation>
    </message>
    <message>
        <source>None of the missing pictures is in this folder.</source>
        <translation>这个文件夹中没有要找的图片。</translation>
    </message>
    <message>
        <source>Nothing was changed; try another folder.</source>
        <translation>没有做任何改动；请试试其他文件夹。</translation>
    </message>
    <message>
        <source>Looking for near-duplicates</source>
        <translation>正在查找近似重复的图片</translation>
    </message>
    <message>
        <source>What was found out about the pictures could not be saved: {0}</source>
        <translation>未能保存对图片的检查结果：{0}</translation>
    </message>
    <message>
        <source>Your labels are saved.</source>
        <translation>标注已保存。</translation>
    </message>
    <message>
        <source>Free some space on the drive of the project; it is tried again when the project is opened.</source>
        <translation>请在项目所在的磁盘上腾出一些空间；打开项目时会再次尝试。</translation>
    </message>
</context>
<context>
    <name>ValuesEditor</name>
    <message>
        <source>Values with | between them, or from..to</source>
        <translation>用 | 隔开的值，或“起..止”</translation>
    </message>
</context>
<context>
    <name>VerdictButtons</name>
    <message>
        <source>Correct ⏎</source>
        <translation>正确 ⏎</translation>
    </message>
    <message>
        <source>Unknown ⏎</source>
        <translation>未知 ⏎</translation>
    </message>
    <message>
        <source>What the first line of the card says is right</source>
        <translation>卡片第一行所说的是对的</translation>
    </message>
    <message>
        <source>It is … L</source>
        <translation>它是… L</translation>
    </message>
    <message>
        <source>Another class, by typing; the key of a class names it at once</source>
        <translation>输入名称来指定另一个类别；按类别的快捷键可直接指定</translation>
    </message>
    <message>
        <source>Unknown U</source>
        <translation>未知 U</translation>
    </message>
    <message>
        <source>It belongs to no class</source>
        <translation>它不属于任何类别</translation>
    </message>
    <message>
        <source>New class from these …</source>
        <translation>用这些新建类别…</translation>
    </message>
    <message>
        <source>{0} selected</source>
        <translation>已选 {0} 张</translation>
    </message>
</context>
<context>
    <name>VerdictLine</name>
    <message>
        <source>Looking for the evidence</source>
        <translation>寻找证据</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Check this map</source>
        <translation>检查此图</translation>
    </message>
    <message>
        <source>Hides what the map points at and looks whether the model becomes less sure.</source>
        <translation>遮住显著图所指的部分，看看模型是否变得不那么确定。</translation>
    </message>
    <message>
        <source>Show the curves</source>
        <translation>显示曲线</translation>
    </message>
    <message>
        <source>{0}: {1} of {2}</source>
        <translation>{0}：{1}/{2}</translation>
    </message>
    <message>
        <source>Nobody has checked yet whether this map holds up.</source>
        <translation>还没有检查过此图是否站得住脚。</translation>
    </message>
    <message>
        <source>Hide the curves</source>
        <translation>隐藏曲线</translation>
    </message>
</context>
<context>
    <name>ViewsPanel</name>
    <message>
        <source>A view is a filter with its order and headers. Save the present one to come back to it.</source>
        <translation>视图就是筛选条件加上排序和分组。保存当前视图，以后可以随时回到它。</translation>
    </message>
    <message>
        <source>Name of the present view</source>
        <translation>当前视图的名称</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Views</source>
        <translation>视图</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>替换</translation>
    </message>
</context>
<context>
    <name>WeightsBox</name>
    <message>
        <source>Weights</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>Pretrained</source>
        <translation>预训练</translation>
    </message>
    <message>
        <source>Packs …</source>
        <translation>权重包…</translation>
    </message>
    <message>
        <source>What is installed, to import and to download: for computers without a network, too.</source>
        <translation>查看已安装的权重包，导入或下载：没有网络的电脑也能使用。</translation>
    </message>
    <message>
        <source>Open a folder …</source>
        <translation>打开文件夹…</translation>
    </message>
    <message>
        <source>Take a weights pack from where it lies: a folder with config.json and model.safetensors.</source>
        <translation>直接使用某处的权重包：含有 config.json 和 model.safetensors 的文件夹。</translation>
    </message>
    <message>
        <source>There is no weights pack in {0} now.</source>
        <translation>{0} 中现在没有权重包。</translation>
    </message>
    <message>
        <source>Licence: {0}</source>
        <translation>许可证：{0}</translation>
    </message>
    <message>
        <source>Training from scratch takes none.</source>
        <translation>从零开始训练不使用权重。</translation>
    </message>
    <message>
        <source>Fetched from the model hub at the first training, then kept. Nothing else uses the network.</source>
        <translation>第一次训练时从模型库下载，之后一直保留。除此之外不会使用网络。</translation>
    </message>
</context>
<context>
    <name>WeightsDialog</name>
    <message>
        <source>Weights</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>Import a file …</source>
        <translation>导入文件…</translation>
    </message>
    <message>
        <source>Import a folder …</source>
        <translation>导入文件夹…</translation>
    </message>
    <message>
        <source>Export …</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>One file for a computer without a network, of the selected weights or of all</source>
        <translation>把选中的或全部权重放进一个文件，供没有网络的电脑使用</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Architecture: found by itself</source>
        <translation>架构：自动识别</translation>
    </message>
    <message>
        <source>Architecture of the file</source>
        <translation>文件的架构</translation>
    </message>
    <message>
        <source>Name it where a file fits several; Enter imports the file that was refused once more.</source>
        <translation>文件与多个架构匹配时请指明；按回车会再次导入被拒绝的文件。</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Other files that were refused: {0}.</source>
        <translation>另外被拒绝的文件数：{0}。</translation>
    </message>
    <message>
        <source>Importing {0}</source>
        <translation>正在导入 {0}</translation>
    </message>
    <message>
        <source>Weights (*.safetensors *.pth *.pt *.bin *.ckpt *.tar *.th *.zip);;All files (*)</source>
        <translation>权重 (*.safetensors *.pth *.pt *.bin *.ckpt *.tar *.th *.zip);;所有文件 (*)</translation>
    </message>
    <message>
        <source>Import weights</source>
        <translation>导入权重</translation>
    </message>
    <message>
        <source>A folder with config.json and model.safetensors</source>
        <translation>含有 config.json 和 model.safetensors 的文件夹</translation>
    </message>
    <message>
        <source>Downloading {0}</source>
        <translation>正在下载 {0}</translation>
    </message>
    <message>
        <source>{0} can be used now.</source>
        <translation>{0} 现在可以使用了。</translation>
    </message>
    <message>
        <source>Export weights</source>
        <translation>导出权重</translation>
    </message>
    <message>
        <source>Zip files (*.zip)</source>
        <translation>Zip 文件 (*.zip)</translation>
    </message>
    <message>
        <source>The weights are in {0}. Import that file on the other computer.</source>
        <translation>权重已写入 {0}。请在另一台电脑上导入这个文件。</translation>
    </message>
    <message>
        <source>Exporting weights</source>
        <translation>正在导出权重</translation>
    </message>
    <message>
        <source>It frees {0}. Models that were trained with them are kept; a new training would need them again.</source>
        <translation>会释放 {0}。用它们训练的模型会保留；新的训练需要重新获取它们。</translation>
    </message>
    <message>
        <source>Delete {0}?</source>
        <translation>要删除 {0} 吗？</translation>
    </message>
    <message>
        <source>Drop here to import weights</source>
        <translation>拖到这里即可导入权重</translation>
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
    <name>When</name>
    <message>
        <source>just now</source>
        <translation>刚刚</translation>
    </message>
    <message>
        <source>{0} min ago</source>
        <translation>{0} 分钟前</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>Yesterday</source>
        <translation>昨天</translation>
    </message>
</context>
<context>
    <name>_Boxes</name>
    <message>
        <source>Column {0}: {1}</source>
        <translation>第 {0} 列：{1}</translation>
    </message>
    <message>
        <source>Column {0}</source>
        <translation>第 {0} 列</translation>
    </message>
    <message>
        <source>column {0}</source>
        <translation>第 {0} 列</translation>
    </message>
</context>
<context>
    <name>_EntryDelegate</name>
    <message>
        <source>1 step back</source>
        <translation>后退 1 步</translation>
    </message>
    <message>
        <source>1 step forward</source>
        <translation>前进 1 步</translation>
    </message>
    <message>
        <source>{0} steps back</source>
        <translation>后退 {0} 步</translation>
    </message>
    <message>
        <source>{0} steps forward</source>
        <translation>前进 {0} 步</translation>
    </message>
</context>
<context>
    <name>_Head</name>
    <message>
        <source>key {0}</source>
        <translation>按键 {0}</translation>
    </message>
    <message>
        <source>no key</source>
        <translation>无按键</translation>
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
    <name>_Side</name>
    <message>
        <source>Opening the picture …</source>
        <translation>正在打开图片…</translation>
    </message>
    <message>
        <source>{0} cannot be read: {1}</source>
        <translation>无法读取 {0}：{1}</translation>
    </message>
</context>
<context>
    <name>_ViewRow</name>
    <message>
        <source>Delete this view</source>
        <translation>删除这个视图</translation>
    </message>
    <message>
        <source>Delete the view {0}</source>
        <translation>删除视图“{0}”</translation>
    </message>
</context>
<context>
    <name>architectures</name>
    <message>
        <source>The best start for most picture sets: quick on any laptop.</source>
        <translation>适合大多数图片的首选：在任何笔记本电脑上都很快。</translation>
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
        <source>Quick even on an old laptop, with little loss of accuracy.</source>
        <translation>在旧笔记本电脑上也很快，准确率损失很小。</translation>
    </message>
    <message>
        <source>A modern network that a computer without a graphics card can still fine-tune, with patience.</source>
        <translation>现代网络，没有显卡的电脑只要有耐心也能微调。</translation>
    </message>
    <message>
        <source>Modern and accurate, learned from about 12 000 kinds of things: the first choice with a graphics card.</source>
        <translation>现代而准确，从约 12 000 种事物中学习而来：有显卡时的首选。</translation>
    </message>
    <message>
        <source>Sees larger pictures, for details that are small in the whole.</source>
        <translation>能看更大的图片，适合整体中很小的细节。</translation>
    </message>
    <message>
        <source>Twice the layers of ConvNeXt Tiny: worth it with thousands of pictures.</source>
        <translation>层数是 ConvNeXt Tiny 的两倍：有数千张图片时值得使用。</translation>
    </message>
    <message>
        <source>Among the most accurate of timm&apos;s own table; needs a large graphics card and much time.</source>
        <translation>timm 自己的表格中最准确的之一；需要大显存显卡和较长时间。</translation>
    </message>
    <message>
        <source>The larger DINOv2: with Instant, a few pictures a class can be enough.</source>
        <translation>较大的 DINOv2：使用“即时”预设时，每类几张图片就可能足够。</translation>
    </message>
    <message>
        <source>Newer than DINOv2 and quicker at its 256 px; its weights come with a licence of their own, to be read before use.</source>
        <translation>比 DINOv2 更新，在 256 像素下更快；其权重有专门的许可证，使用前请阅读。</translation>
    </message>
    <message>
        <source>For tiny pictures such as digits: learns from scratch in minutes, without any download.</source>
        <translation>适合数字之类的小图片：几分钟即可从零学会，无需任何下载。</translation>
    </message>
    <message>
        <source>An older network with a small download; MobileNetV3 is quicker.</source>
        <translation>较早的网络，下载量小；MobileNetV3 更快。</translation>
    </message>
    <message>
        <source>The classic of the field; best with a graphics card.</source>
        <translation>这一领域的经典架构，最好配合显卡使用。</translation>
    </message>
    <message>
        <source>Sees fine detail without training on labels; set the picture size to 224 where there is no graphics card.</source>
        <translation>无需标签训练就能看出细微差别；没有显卡时，请把图片尺寸设为 224。</translation>
    </message>
    <message>
        <source>Small and quick to train from scratch, without any download.</source>
        <translation>小巧，从零开始训练也很快，不需要下载。</translation>
    </message>
    <message>
        <source>Fastest on any computer</source>
        <translation>任何电脑上最快</translation>
    </message>
    <message>
        <source>Balanced on any computer</source>
        <translation>任何电脑上均衡</translation>
    </message>
    <message>
        <source>Most accurate without a graphics card</source>
        <translation>无显卡时最准确</translation>
    </message>
    <message>
        <source>Fastest on a graphics card of 4 to 8 GB</source>
        <translation>4 至 8 GB 显卡上最快</translation>
    </message>
    <message>
        <source>Balanced on a graphics card of 4 to 8 GB</source>
        <translation>4 至 8 GB 显卡上均衡</translation>
    </message>
    <message>
        <source>Most accurate on a graphics card of 4 to 8 GB</source>
        <translation>4 至 8 GB 显卡上最准确</translation>
    </message>
    <message>
        <source>Balanced on a large graphics card</source>
        <translation>大显存显卡上均衡</translation>
    </message>
    <message>
        <source>Most accurate on a large graphics card</source>
        <translation>大显存显卡上最准确</translation>
    </message>
    <message>
        <source>For few labels</source>
        <translation>适合标签很少时</translation>
    </message>
    <message>
        <source>From scratch</source>
        <translation>从零开始</translation>
    </message>
    <message>
        <source>A classic to compare with</source>
        <translation>用于比较的经典网络</translation>
    </message>
</context>
<context>
    <name>asking</name>
    <message>
        <source>Runtime</source>
        <translation>运行库</translation>
    </message>
    <message>
        <source>What computes the answers. Automatic tries out once which is the fastest on this machine, and remembers it.</source>
        <translation>由什么来计算答案。“自动”会试一次哪个在这台机器上最快，并记住结果。</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>自动</translation>
    </message>
    <message>
        <source>Precision</source>
        <translation>精确率</translation>
    </message>
    <message>
        <source>Fast calculates with fewer digits where the machine gains by it: nearly always the same class.</source>
        <translation>“快速”在机器能因此受益时用较少的位数计算：得到的类别几乎总是相同。</translation>
    </message>
    <message>
        <source>Exact</source>
        <translation>精确</translation>
    </message>
    <message>
        <source>Fast</source>
        <translation>快速</translation>
    </message>
    <message>
        <source>Views of a picture</source>
        <translation>每张图片的视图</translation>
    </message>
    <message>
        <source>More views cost that many times the time, and find what is small or lies at the edge.</source>
        <translation>视图越多，所需时间成倍增加，但能找到很小或靠边的东西。</translation>
    </message>
    <message>
        <source>One, as in training</source>
        <translation>一个，与训练时相同</translation>
    </message>
    <message>
        <source>Five: the middle and the corners</source>
        <translation>五个：中间和四角</translation>
    </message>
    <message>
        <source>The whole and its tiles</source>
        <translation>整张及其分块</translation>
    </message>
    <message>
        <source>Ask about the mirror image too</source>
        <translation>也询问镜像</translation>
    </message>
    <message>
        <source>The mean of both answers; twice the time, a little steadier.</source>
        <translation>取两个答案的平均值；时间加倍，结果稍稳定。</translation>
    </message>
    <message>
        <source>Pictures at once</source>
        <translation>一次处理的图片数</translation>
    </message>
    <message>
        <source>0 chooses by the memory of this machine.</source>
        <translation>0 表示按这台机器的内存选择。</translation>
    </message>
    <message>
        <source>automatic</source>
        <translation>自动</translation>
    </message>
</context>
<context>
    <name>batch</name>
    <message>
        <source>Table (CSV)</source>
        <translation>表格（CSV）</translation>
    </message>
    <message>
        <source>Opens everywhere, of any length. One row a picture with the probability of every class.</source>
        <translation>到处都能打开，长度不限。每张图片一行，含每个类别的概率。</translation>
    </message>
    <message>
        <source>Excel workbook (XLSX)</source>
        <translation>Excel 工作簿（XLSX）</translation>
    </message>
    <message>
        <source>Ready to sort and filter, with a sheet that says where it comes from; at most 1 048 575 pictures.</source>
        <translation>可直接排序和筛选，另有一个工作表说明来历；最多 1 048 575 张图片。</translation>
    </message>
    <message>
        <source>JSON lines</source>
        <translation>JSON lines</translation>
    </message>
    <message>
        <source>For programs: one object a picture and line.</source>
        <translation>供程序使用：每张图片一行、一个对象。</translation>
    </message>
    <message>
        <source>Parquet</source>
        <translation>Parquet</translation>
    </message>
    <message>
        <source>For data tools such as pandas and DuckDB: small, quick, numbers in full.</source>
        <translation>供 pandas、DuckDB 等数据工具使用：小、快，数字不舍入。</translation>
    </message>
    <message>
        <source>Contact sheet (HTML)</source>
        <translation>缩略图页（HTML）</translation>
    </message>
    <message>
        <source>One page with small pictures and bars that opens in any browser; at most 2 000 pictures.</source>
        <translation>一个含小图和概率条的页面，任何浏览器都能打开；最多 2 000 张图片。</translation>
    </message>
    <message>
        <source>Keywords beside the pictures (NAME.JPG.xmp)</source>
        <translation>图片旁的关键字（NAME.JPG.xmp）</translation>
    </message>
    <message>
        <source>XMP files as digiKam and darktable read them. The pictures themselves are not touched.</source>
        <translation>digiKam 和 darktable 读取的 XMP 文件。图片本身不会改动。</translation>
    </message>
    <message>
        <source>Keywords beside the pictures (NAME.xmp)</source>
        <translation>图片旁的关键字（NAME.xmp）</translation>
    </message>
    <message>
        <source>XMP files named as Adobe does. Lightroom reads them for raw files only, not for JPEGs.</source>
        <translation>按 Adobe 的方式命名的 XMP 文件。Lightroom 只为 RAW 文件读取它们，不为 JPEG 读取。</translation>
    </message>
    <message>
        <source>Keywords inside the JPEGs</source>
        <translation>写入 JPEG 的关键字</translation>
    </message>
    <message>
        <source>Changes your files, though not a pixel: XMP and IPTC keywords. Pictures that are no JPEGs get an XMP file beside them.</source>
        <translation>会改动你的文件，但不改动任何像素：XMP 和 IPTC 关键字。不是 JPEG 的图片会在旁边得到一个 XMP 文件。</translation>
    </message>
    <message>
        <source>form</source>
        <translation>形式</translation>
    </message>
    <message>
        <source>it is not there any more</source>
        <translation>它已经不在那里</translation>
    </message>
    <message>
        <source>it has changed since it was classified</source>
        <translation>它在分类之后改变了</translation>
    </message>
    <message>
        <source>another file has come to lie at its new place</source>
        <translation>它的新位置上出现了另一个文件</translation>
    </message>
    <message>
        <source>it is not at its new place any more</source>
        <translation>它已经不在新位置</translation>
    </message>
    <message>
        <source>it was changed at its new place</source>
        <translation>它在新位置被修改过</translation>
    </message>
    <message>
        <source>another file lies at its old place</source>
        <translation>它的原处已有另一个文件</translation>
    </message>
    <message>
        <source>its original is gone or has changed, so that the one at the new place is kept</source>
        <translation>它的原件已不在或已改变，因此保留新位置上的文件</translation>
    </message>
    <message>
        <source>the class, or the folder for unsure and unknown pictures</source>
        <translation>类别，或不确定与未知图片的文件夹</translation>
    </message>
    <message>
        <source>the name of the file</source>
        <translation>文件名</translation>
    </message>
    <message>
        <source>the name without its ending</source>
        <translation>不带扩展名的文件名</translation>
    </message>
    <message>
        <source>the ending, without the dot</source>
        <translation>扩展名，不带点</translation>
    </message>
    <message>
        <source>how sure the model is of that class, such as 0.973</source>
        <translation>模型对该类别的置信度，例如 0.973</translation>
    </message>
    <message>
        <source>the day when the picture was taken, such as 2024-05-31</source>
        <translation>拍摄日期，例如 2024-05-31</translation>
    </message>
    <message>
        <source>the year when it was taken</source>
        <translation>拍摄年份</translation>
    </message>
    <message>
        <source>the month when it was taken, such as 05</source>
        <translation>拍摄月份，例如 05</translation>
    </message>
    <message>
        <source>the folder that the file lies in now</source>
        <translation>文件现在所在的文件夹</translation>
    </message>
    <message>
        <source>a running number within its new folder</source>
        <translation>在新文件夹中的序号</translation>
    </message>
    <message>
        <source>the last part needs {name}, {stem} or {number}, or all pictures would be called the same</source>
        <translation>最后一部分需要 {name}、{stem} 或 {number}，否则所有图片都会同名</translation>
    </message>
    <message>
        <source>there is nothing between two of its slashes</source>
        <translation>两个斜杠之间没有内容</translation>
    </message>
    <message>
        <source>its braces do not match</source>
        <translation>花括号不成对</translation>
    </message>
    <message>
        <source>there is no field {field}; there are {fields}</source>
        <translation>没有字段 {field}；可用的有 {fields}</translation>
    </message>
    <message>
        <source>the pattern for names</source>
        <translation>名称模式</translation>
    </message>
    <message>
        <source>its new path would be too long</source>
        <translation>它的新路径太长</translation>
    </message>
    <message>
        <source>it is a link to another file, which is not moved</source>
        <translation>它是指向另一个文件的链接，不会被移动</translation>
    </message>
    <message>
        <source>the folder that it lies in may not be changed</source>
        <translation>不允许更改它所在的文件夹</translation>
    </message>
    <message>
        <source>hard links cannot lead from {path} to another drive</source>
        <translation>硬链接不能从 {path} 指到另一个磁盘</translation>
    </message>
    <message>
        <source>the way of sorting</source>
        <translation>整理方式</translation>
    </message>
    <message>
        <source>{path} is a file, not a folder</source>
        <translation>{path} 是文件，不是文件夹</translation>
    </message>
    <message>
        <source>{path} is the folder that was classified; copies and links in it would be classified as new pictures</source>
        <translation>{path} 就是被分类的文件夹；其中的副本和链接会被当作新图片再次分类</translation>
    </message>
    <message>
        <source>this account may not make symbolic links</source>
        <translation>这个账户不能创建符号链接</translation>
    </message>
</context>
<context>
    <name>changes</name>
    <message>
        <source>Import {count} pictures</source>
        <translation>导入 {count} 张图片</translation>
    </message>
    <message>
        <source>Label {count} by a label file</source>
        <translation>按标签文件标注 {count} 张图片</translation>
    </message>
    <message>
        <source>Take note that {count} files changed</source>
        <translation>记录 {count} 个文件的改动</translation>
    </message>
    <message>
        <source>Find {count} moved pictures again</source>
        <translation>重新找到 {count} 张移动过的图片</translation>
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
        <source>Mark {count} as not sure</source>
        <translation>将 {count} 张图片标为不确定</translation>
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
        <source>Give {name} the key {key}</source>
        <translation>将“{name}”的按键设为 {key}</translation>
    </message>
    <message>
        <source>Reorder the classes</source>
        <translation>调整类别顺序</translation>
    </message>
    <message>
        <source>Merge {names} into {name}</source>
        <translation>将 {names} 合并到“{name}”</translation>
    </message>
    <message>
        <source>Delete the class {name}</source>
        <translation>删除类别“{name}”</translation>
    </message>
    <message>
        <source>Write notes on {name}</source>
        <translation>编写“{name}”的要点</translation>
    </message>
    <message>
        <source>Choose examples of {name}</source>
        <translation>选择“{name}”的示例</translation>
    </message>
    <message>
        <source>Split {count} pictures</source>
        <translation>划分 {count} 张图片</translation>
    </message>
    <message>
        <source>Pin {count} to {split}</source>
        <translation>将 {count} 张图片固定到 {split}</translation>
    </message>
    <message>
        <source>Unpin {count}</source>
        <translation>取消 {count} 张图片的固定</translation>
    </message>
    <message>
        <source>Set the group of {count}</source>
        <translation>设置 {count} 张图片的分组</translation>
    </message>
    <message>
        <source>Take {count} out of the project</source>
        <translation>从项目中移除 {count} 张图片</translation>
    </message>
    <message>
        <source>Label {count} as most of their duplicates are</source>
        <translation>按重复图片中的多数标注 {count} 张图片</translation>
    </message>
    <message>
        <source>Take over {count} answers</source>
        <translation>采用 {count} 个答案</translation>
    </message>
    <message>
        <source>Take over 1 answer</source>
        <translation>采用 1 个答案</translation>
    </message>
    <message>
        <source>Follow {count} pictures that were sorted</source>
        <translation>跟随 {count} 张整理过的图片</translation>
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
        <source>There is no saved recipe named “{name}”.</source>
        <translation>没有名为“{name}”的已保存配方。</translation>
    </message>
    <message>
        <source>The saved ones are: {names}.</source>
        <translation>已保存的有：{names}。</translation>
    </message>
    <message>
        <source>The recipe {file} cannot be used: {reason}.</source>
        <translation>无法使用配方 {file}：{reason}。</translation>
    </message>
    <message>
        <source>Your saved recipes are as they were.</source>
        <translation>你保存的配方没有变化。</translation>
    </message>
    <message>
        <source>Export it again from the Fieldmark it was made with, or choose another file.</source>
        <translation>请用制作它的 Fieldmark 重新导出，或选择其他文件。</translation>
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
        <source>Go back to one of its backups: fieldmark project restore.</source>
        <translation>请恢复到它的某个备份：fieldmark project restore。</translation>
    </message>
    <message>
        <source>The backup {file} cannot be used: {reason}.</source>
        <translation>无法使用备份 {file}：{reason}。</translation>
    </message>
    <message>
        <source>The project is as it was.</source>
        <translation>项目保持原样。</translation>
    </message>
    <message>
        <source>Choose another of its backups: fieldmark project restore lists them.</source>
        <translation>请选择它的另一个备份：fieldmark project restore 会列出全部备份。</translation>
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
        <source>The run {name} is being trained already.</source>
        <translation>训练 {name} 正在进行中。</translation>
    </message>
    <message>
        <source>It goes on undisturbed.</source>
        <translation>它不受影响，继续进行。</translation>
    </message>
    <message>
        <source>Wait until it ends, or end it where it was started.</source>
        <translation>请等它结束，或在启动它的地方结束它。</translation>
    </message>
    <message>
        <source>There is no run {name} in this project.</source>
        <translation>此项目中没有训练 {name}。</translation>
    </message>
    <message>
        <source>The runs that have not ended are: {names}.</source>
        <translation>尚未结束的训练有：{names}。</translation>
    </message>
    <message>
        <source>No run of this project waits or can go on.</source>
        <translation>此项目没有等待中或可以继续的训练。</translation>
    </message>
    <message>
        <source>The run {name} cannot go on: {reason}.</source>
        <translation>训练 {name} 无法继续：{reason}。</translation>
    </message>
    <message>
        <source>Your labels, models and other runs are not in it and are safe.</source>
        <translation>你的标注、模型和其他训练不在其中，是安全的。</translation>
    </message>
    <message>
        <source>Delete it, then train again.</source>
        <translation>请删除它，然后重新训练。</translation>
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
        <source>There are no pretrained weights to download for “{name}”: {reason}.</source>
        <translation>没有可供下载的“{name}”预训练权重：{reason}。</translation>
    </message>
    <message>
        <source>Choose another architecture, import weights from a file (fieldmark weights import), or train from scratch.</source>
        <translation>请选择另一个架构，从文件导入权重（fieldmark weights import），或从零开始训练。</translation>
    </message>
    <message>
        <source>A company network often has a certificate of its own: install it in the system, or name its file in the environment variable SSL_CERT_FILE. Or fetch the weights on another computer: fieldmark weights export.</source>
        <translation>公司网络往往有自己的证书：请把它安装到系统中，或在环境变量 SSL_CERT_FILE 中指明其文件。也可以在另一台电脑上获取权重：fieldmark weights export。</translation>
    </message>
    <message>
        <source>Check the proxy in the environment variables HTTPS_PROXY and NO_PROXY, or in the system’s settings. Or fetch the weights on another computer: fieldmark weights export.</source>
        <translation>请检查环境变量 HTTPS_PROXY 和 NO_PROXY 或系统设置中的代理。也可以在另一台电脑上获取权重：fieldmark weights export。</translation>
    </message>
    <message>
        <source>The download of the weights of “{name}” broke off after {arrived} of {total} MB: {reason}.</source>
        <translation>“{name}”的权重下载到 {total} MB 中的 {arrived} MB 时中断：{reason}。</translation>
    </message>
    <message>
        <source>What has arrived is kept.</source>
        <translation>已收到的部分已保留。</translation>
    </message>
    <message>
        <source>Start it again: it goes on from there.</source>
        <translation>请重新开始：它会从中断处继续。</translation>
    </message>
    <message>
        <source>The weights of “{name}” arrived changed: {reason}.</source>
        <translation>收到的“{name}”权重与原文件不同：{reason}。</translation>
    </message>
    <message>
        <source>The download was removed; nothing of it is used.</source>
        <translation>下载的文件已删除，不会使用其中任何内容。</translation>
    </message>
    <message>
        <source>Download them again. If it happens again, choose another mirror of the model hub in the settings.</source>
        <translation>请重新下载。如果再次发生，请在设置中选择模型中心的另一个镜像。</translation>
    </message>
    <message>
        <source>The weights of “{name}” could not be stored in {folder}: {reason}.</source>
        <translation>无法将“{name}”的权重保存到 {folder}：{reason}。</translation>
    </message>
    <message>
        <source>The weights that were there before are as they were.</source>
        <translation>原有的权重保持不变。</translation>
    </message>
    <message>
        <source>Free some space on the disk, or delete weights that you no longer need: fieldmark weights delete.</source>
        <translation>请腾出一些磁盘空间，或删除不再需要的权重：fieldmark weights delete。</translation>
    </message>
    <message>
        <source>The file {file} cannot be imported: {reason}.</source>
        <translation>无法导入文件 {file}：{reason}。</translation>
    </message>
    <message>
        <source>Nothing was imported; the file was left as it is.</source>
        <translation>没有导入任何内容；文件保持原样。</translation>
    </message>
    <message>
        <source>Fieldmark reads weights packs, .safetensors files, PyTorch files that hold tensors only, and what it exported itself.</source>
        <translation>Fieldmark 可读取权重包、.safetensors 文件、只含张量的 PyTorch 文件，以及它自己导出的文件。</translation>
    </message>
    <message>
        <source>There are no stored weights named “{name}”.</source>
        <translation>没有名为“{name}”的已存权重。</translation>
    </message>
    <message>
        <source>The stored weights are: {names}.</source>
        <translation>已存的权重有：{names}。</translation>
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
        <source>The memory of this machine does not hold a single picture of {size} px with “{name}”.</source>
        <translation>本机的内存连一张 {size} 像素的图片都无法用“{name}”处理。</translation>
    </message>
    <message>
        <source>All labels and earlier models are kept; what this training had learned is kept with its run.</source>
        <translation>所有标注和之前的模型都已保留；这次训练学到的内容随该次训练一起保留。</translation>
    </message>
    <message>
        <source>Choose a smaller picture size or a smaller architecture, or close other programs.</source>
        <translation>请选择更小的图片尺寸或更小的架构，或关闭其他程序。</translation>
    </message>
    <message>
        <source>The graphics card stopped working: {reason}.</source>
        <translation>显卡停止工作：{reason}。</translation>
    </message>
    <message>
        <source>All labels and models are kept; the training can go on from its last checkpoint.</source>
        <translation>所有标注和模型都已保留；训练可以从最近的检查点继续。</translation>
    </message>
    <message>
        <source>Close Fieldmark and open it again; if it happens once more, update the driver or train on the processor.</source>
        <translation>请关闭 Fieldmark 后重新打开；如果再次发生，请更新驱动程序，或改用处理器训练。</translation>
    </message>
    <message>
        <source>One of the {count} processes that trained together has ended: {reason}.</source>
        <translation>共同训练的 {count} 个进程中有一个已结束：{reason}。</translation>
    </message>
    <message>
        <source>Start it again with --resume, on as many processes as you like.</source>
        <translation>请加上 --resume 重新启动，进程数不限。</translation>
    </message>
    <message>
        <source>The training cannot go on from {file}: {reason}.</source>
        <translation>训练无法从 {file} 继续：{reason}。</translation>
    </message>
    <message>
        <source>All labels and models are kept.</source>
        <translation>所有标注和模型都已保留。</translation>
    </message>
    <message>
        <source>Start the training anew.</source>
        <translation>请重新开始训练。</translation>
    </message>
    <message>
        <source>The tuning {file} cannot be used: {reason}.</source>
        <translation>调参 {file} 无法使用：{reason}。</translation>
    </message>
    <message>
        <source>It was left as it is; your labels and models are not in it and are safe.</source>
        <translation>它保持原样；你的标签和模型不在其中，都安全。</translation>
    </message>
    <message>
        <source>Start a new tuning.</source>
        <translation>请开始一次新的调参。</translation>
    </message>
    <message>
        <source>There are too few pictures to cross-validate: no two classes have pictures that do not belong together.</source>
        <translation>图片太少，无法交叉验证：没有两个类别拥有互不相关的图片。</translation>
    </message>
    <message>
        <source>Label more pictures of different kinds, or train without cross-validation.</source>
        <translation>请再标注一些不同的图片，或不做交叉验证直接训练。</translation>
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
        <source>The model in {folder} was written by a newer Fieldmark.</source>
        <translation>{folder} 中的模型是由更新版本的 Fieldmark 写入的。</translation>
    </message>
    <message>
        <source>Update Fieldmark to use it.</source>
        <translation>请更新 Fieldmark 以使用它。</translation>
    </message>
    <message>
        <source>“{name}” cannot be the name of a model: {reason}.</source>
        <translation>“{name}”不能作为模型的名称：{reason}。</translation>
    </message>
    <message>
        <source>The trained model could not be saved: {reason}.</source>
        <translation>训练好的模型无法保存：{reason}。</translation>
    </message>
    <message>
        <source>The run is kept with what it has learned; your labels and earlier models are safe.</source>
        <translation>这次训练及其所学已保留；你的标注和先前的模型是安全的。</translation>
    </message>
    <message>
        <source>Free some space or plug the drive in again, then go on with the run.</source>
        <translation>请腾出一些空间或重新接上磁盘，然后继续这次训练。</translation>
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
        <source>The answers in {file} cannot be used: {reason}.</source>
        <translation>无法使用 {file} 中的答案：{reason}。</translation>
    </message>
    <message>
        <source>The file was left as it is; your pictures, labels and models are not in it and are safe.</source>
        <translation>文件保持原样；你的图片、标注和模型不在其中，都是安全的。</translation>
    </message>
    <message>
        <source>Classify the folders anew.</source>
        <translation>请对这些文件夹全部重新分类。</translation>
    </message>
    <message>
        <source>The answers in {file} were written by a newer Fieldmark (version {found}, this one reads {known}).</source>
        <translation>{file} 中的答案由更新版本的 Fieldmark 写入（版本 {found}，当前只能读取到 {known}）。</translation>
    </message>
    <message>
        <source>They were left as they are.</source>
        <translation>它们保持原样。</translation>
    </message>
    <message>
        <source>Update Fieldmark to open them.</source>
        <translation>请更新 Fieldmark 后再打开。</translation>
    </message>
    <message>
        <source>The answers could not be saved: {reason}.</source>
        <translation>答案无法保存：{reason}。</translation>
    </message>
    <message>
        <source>Everything that was answered before is safe on the disk.</source>
        <translation>此前的答案都已安全写入磁盘。</translation>
    </message>
    <message>
        <source>Free some space or plug the drive in again, then classify the same folders again: it goes on where it was.</source>
        <translation>腾出一些空间或重新插上驱动器，然后再对同样的文件夹分类：会从中断处继续。</translation>
    </message>
    <message>
        <source>The same folders are being classified with this model in another window or command.</source>
        <translation>另一个窗口或命令正在用这个模型对同样的文件夹分类。</translation>
    </message>
    <message>
        <source>What it has found is kept and can be looked at.</source>
        <translation>它已得到的结果都会保留，可以查看。</translation>
    </message>
    <message>
        <source>Wait until it is done, or cancel it there.</source>
        <translation>请等它完成，或在那里取消。</translation>
    </message>
    <message>
        <source>The model in {folder} is not the one with which these answers were begun.</source>
        <translation>{folder} 中的模型不是得出这些答案时所用的模型。</translation>
    </message>
    <message>
        <source>The answers so far are kept.</source>
        <translation>已有的答案都会保留。</translation>
    </message>
    <message>
        <source>Classify the folders with the new model as a job of its own.</source>
        <translation>请用新模型对这些文件夹另行分类。</translation>
    </message>
    <message>
        <source>The file {file} cannot be replaced: another program has it open, or it is write-protected.</source>
        <translation>无法替换文件 {file}：另一个程序正开着它，或它是写保护的。</translation>
    </message>
    <message>
        <source>It is as it was, and the answers are kept in their job.</source>
        <translation>它保持原样，答案保留在任务中。</translation>
    </message>
    <message>
        <source>Close it in Excel or whatever shows it, or choose another name.</source>
        <translation>请在 Excel 或正在显示它的程序中关闭它，或选择另一个名称。</translation>
    </message>
    <message>
        <source>{rows} pictures in {columns} columns do not fit into an Excel sheet, which holds {most_rows} of them in {most_columns} columns.</source>
        <translation>{rows} 张图片、{columns} 列放不进一个 Excel 工作表：它最多容纳 {most_rows} 张、{most_columns} 列。</translation>
    </message>
    <message>
        <source>Nothing was written; the answers are kept in their job.</source>
        <translation>没有写出任何内容；答案保留在任务中。</translation>
    </message>
    <message>
        <source>Save them as CSV or Parquet, which have no such limit.</source>
        <translation>请存为 CSV 或 Parquet，它们没有这样的限制。</translation>
    </message>
    <message>
        <source>Ray, which runs a job on several machines, is not installed beside Fieldmark.</source>
        <translation>用于在多台机器上运行任务的 Ray 没有与 Fieldmark 一起安装。</translation>
    </message>
    <message>
        <source>Install it with: pip install &quot;ray[data]&quot;, or classify on this machine alone, without --engine ray.</source>
        <translation>用 pip install &quot;ray[data]&quot; 安装它，或不加 --engine ray，只在这台机器上分类。</translation>
    </message>
    <message>
        <source>The Ray cluster {address} cannot be used: {reason}.</source>
        <translation>无法使用 Ray 集群 {address}：{reason}。</translation>
    </message>
    <message>
        <source>Parts that were finished before are kept.</source>
        <translation>之前完成的部分都保留着。</translation>
    </message>
    <message>
        <source>Check the address, and that Python and Ray have the same version on all its machines as on this one.</source>
        <translation>请检查地址，并确认集群中所有机器的 Python 和 Ray 版本与这台机器相同。</translation>
    </message>
    <message>
        <source>The run on Ray broke off: {reason}.</source>
        <translation>在 Ray 上的运行中断了：{reason}。</translation>
    </message>
    <message>
        <source>The parts that were finished are kept in {folder}.</source>
        <translation>已完成的部分保留在 {folder} 中。</translation>
    </message>
    <message>
        <source>Start it again: it goes on with the parts that are missing.</source>
        <translation>再次启动即可：它会从缺少的部分继续。</translation>
    </message>
    <message>
        <source>The folder {folder} holds the answers of another model, of other folders or with other options.</source>
        <translation>文件夹 {folder} 中的答案来自另一个模型、其他文件夹或其他选项。</translation>
    </message>
    <message>
        <source>Choose another folder for the results, or delete this one.</source>
        <translation>请为结果选择另一个文件夹，或删除这个文件夹。</translation>
    </message>
    <message>
        <source>The results in {folder} cannot be used: {reason}.</source>
        <translation>无法使用 {folder} 中的结果：{reason}。</translation>
    </message>
    <message>
        <source>Choose another folder for the results, or delete this one and start again.</source>
        <translation>请为结果选择另一个文件夹，或删除这个文件夹后重新开始。</translation>
    </message>
    <message>
        <source>The journal {file} of a sort cannot be used: {reason}.</source>
        <translation>整理日志 {file} 无法使用：{reason}。</translation>
    </message>
    <message>
        <source>No file was touched.</source>
        <translation>没有动任何文件。</translation>
    </message>
    <message>
        <source>“fieldmark sort list” shows the sorts that can be finished or undone.</source>
        <translation>“fieldmark sort list”会列出可以完成或撤销的整理。</translation>
    </message>
    <message>
        <source>The pictures cannot be sorted like this: {reason}.</source>
        <translation>无法这样整理图片：{reason}。</translation>
    </message>
    <message>
        <source>Choose another folder or another way.</source>
        <translation>请选择另一个文件夹或另一种方式。</translation>
    </message>
    <message>
        <source>There is too little space in {folder}: {needed} are needed, {free} are free.</source>
        <translation>{folder} 的空间不足：需要 {needed}，可用 {free}。</translation>
    </message>
    <message>
        <source>Free some space, choose another folder, or use links.</source>
        <translation>请腾出空间、选择另一个文件夹，或使用链接。</translation>
    </message>
    <message>
        <source>An earlier sort into {target} is not finished: {done} of {pictures} pictures are sorted.</source>
        <translation>之前整理到 {target} 的工作没有完成：{pictures} 张图片中已整理 {done} 张。</translation>
    </message>
    <message>
        <source>No file was touched now, and every picture is either at its old or at its new place.</source>
        <translation>这次没有动任何文件；每张图片要么在原处，要么在新位置。</translation>
    </message>
    <message>
        <source>Finish that sort or undo it first.</source>
        <translation>请先完成那次整理或撤销它。</translation>
    </message>
    <message>
        <source>Another sort is at work.</source>
        <translation>另一次整理正在进行。</translation>
    </message>
    <message>
        <source>No file was touched by this one.</source>
        <translation>这一次没有动任何文件。</translation>
    </message>
    <message>
        <source>Wait until it is over, or end it; it can be finished or undone later.</source>
        <translation>请等它结束，或将它停止；之后可以完成或撤销。</translation>
    </message>
    <message>
        <source>The sort stopped at {path}: {reason}.</source>
        <translation>整理停在 {path}：{reason}。</translation>
    </message>
    <message>
        <source>No file is lost: {done} files are at their new place, the others are where they were.</source>
        <translation>没有丢失文件：{done} 个文件在新位置，其余的在原处。</translation>
    </message>
    <message>
        <source>Make room or plug the drive in again, then finish the sort or undo it.</source>
        <translation>请腾出空间或重新接上磁盘，然后完成整理或撤销它。</translation>
    </message>
    <message>
        <source>Every picture of {folder} has a class already.</source>
        <translation>{folder} 中的每张图片都已有类别。</translation>
    </message>
    <message>
        <source>Choose a folder with new pictures, or import them into the project.</source>
        <translation>请选择含有新图片的文件夹，或把新图片导入项目。</translation>
    </message>
    <message>
        <source>This way of explaining does not suit the architecture “{name}”: {reason}.</source>
        <translation>这种解释方法不适合架构“{name}”：{reason}。</translation>
    </message>
    <message>
        <source>Choose another method; occlusion suits every architecture.</source>
        <translation>请选择另一种方法；遮挡适合所有架构。</translation>
    </message>
    <message>
        <source>it has fewer than two columns</source>
        <translation>它不足两列</translation>
    </message>
    <message>
        <source>it is no table</source>
        <translation>它不是表格</translation>
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
        <source>it is not there</source>
        <translation>它不在那里</translation>
    </message>
    <message>
        <source>it was written by a newer Fieldmark</source>
        <translation>它由更新版本的 Fieldmark 写成</translation>
    </message>
    <message>
        <source>it is missing</source>
        <translation>它不存在</translation>
    </message>
    <message>
        <source>it is damaged ({details})</source>
        <translation>它已损坏（{details}）</translation>
    </message>
    <message>
        <source>{file} is too large</source>
        <translation>{file} 过大</translation>
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
        <source>this Fieldmark knows no architecture named “{name}”</source>
        <translation>这个版本的 Fieldmark 没有名为“{name}”的架构</translation>
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
        <source>they are no weights ({reason})</source>
        <translation>它们不是权重（{reason}）</translation>
    </message>
    <message>
        <source>the certificate of {host} is not trusted ({details})</source>
        <translation>{host} 的证书不受信任（{details}）</translation>
    </message>
    <message>
        <source>a web page came instead: the network may ask you to log in</source>
        <translation>收到的是一个网页：网络可能要求你先登录</translation>
    </message>
    <message>
        <source>the proxy {proxy} does not answer ({details})</source>
        <translation>代理 {proxy} 没有应答（{details}）</translation>
    </message>
    <message>
        <source>nothing arrived for {seconds} seconds</source>
        <translation>{seconds} 秒内没有收到任何数据</translation>
    </message>
    <message>
        <source>the proxy asks for a name and a password</source>
        <translation>代理要求提供用户名和密码</translation>
    </message>
    <message>
        <source>the hub gives them only to people who have agreed to their licence there</source>
        <translation>模型中心只提供给已在那里同意其许可证的人</translation>
    </message>
    <message>
        <source>the hub does not have them</source>
        <translation>模型中心没有这些权重</translation>
    </message>
    <message>
        <source>the hub asks to wait a while: too many downloads</source>
        <translation>模型中心要求稍等：下载次数过多</translation>
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
        <source>it holds no answers</source>
        <translation>其中没有答案</translation>
    </message>
    <message>
        <source>the file may not be read</source>
        <translation>没有读取该文件的权限</translation>
    </message>
    <message>
        <source>it is not a file</source>
        <translation>它不是文件</translation>
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
        <source>it changed while it was read</source>
        <translation>读取时文件发生了改变</translation>
    </message>
    <message>
        <source>it is damaged, or a variant of its format that cannot be read</source>
        <translation>文件已损坏，或是该格式中无法读取的变体</translation>
    </message>
    <message>
        <source>it uses a variant of its format that cannot be read</source>
        <translation>它使用了无法读取的格式变体</translation>
    </message>
    <message>
        <source>its name is not valid text; rename it</source>
        <translation>它的名称不是有效的文本，请重命名</translation>
    </message>
    <message>
        <source>its path is too long</source>
        <translation>它的路径过长</translation>
    </message>
    <message>
        <source>its link leads back to itself</source>
        <translation>它的链接指回了自身</translation>
    </message>
    <message>
        <source>the drive that it is on does not answer</source>
        <translation>它所在的磁盘没有响应</translation>
    </message>
    <message>
        <source>too many files are open</source>
        <translation>打开的文件过多</translation>
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
        <source>{count} pictures with which this run began are no longer in the project: it went on without them.</source>
        <translation>这次训练开始时的 {count} 张图片已不在项目中：训练在没有它们的情况下继续。</translation>
    </message>
    <message>
        <source>How far this run is could not be written down ({reason}); the training goes on.</source>
        <translation>无法记录这次训练的进度（{reason}）；训练会继续。</translation>
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
        <source>the file may not be written</source>
        <translation>没有写入该文件的权限</translation>
    </message>
    <message>
        <source>it holds no labels of other pictures</source>
        <translation>它不含其他图片的标注</translation>
    </message>
    <message>
        <source>{count} pictures were not examined for near-duplicates yet; that is done before they are split.</source>
        <translation>有 {count} 张图片尚未检查近似重复；划分之前会先检查。</translation>
    </message>
    <message>
        <source>{count} pictures were not examined for near-duplicates before they were split: examine them, then split everything anew.</source>
        <translation>有 {count} 张图片在划分前没有检查近似重复：请先检查，然后全部重新划分。</translation>
    </message>
    <message>
        <source>near-duplicate pairs</source>
        <translation>近似重复的图片</translation>
    </message>
    <message>
        <source>pairs from one burst</source>
        <translation>同一次连拍的图片</translation>
    </message>
    <message>
        <source>pairs of one group</source>
        <translation>同一分组的图片</translation>
    </message>
    <message>
        <source>pairs of one folder</source>
        <translation>同一文件夹的图片</translation>
    </message>
    <message>
        <source>A plain random split would put {plain} of {pairs} {kind} on both sides.</source>
        <translation>普通随机划分会把 {pairs} 对{kind}中的 {plain} 对拆到两侧。</translation>
    </message>
    <message>
        <source>A plain random split would have put {plain} of {pairs} {kind} on both sides; this one {present}.</source>
        <translation>普通随机划分会把 {pairs} 对{kind}中的 {plain} 对拆到两侧；当前划分拆散了 {present} 对。</translation>
    </message>
    <message>
        <source>A plain random split would have put {plain} of {pairs} {kind} on both sides; this one none.</source>
        <translation>普通随机划分会把 {pairs} 对{kind}中的 {plain} 对拆到两侧；当前划分一对也没有拆散。</translation>
    </message>
    <message>
        <source>The {count} pictures of the class “{name}” are all alike or of one series: they teach, and none is left to examine it.</source>
        <translation>类别“{name}”的 {count} 张图片彼此相似或属于同一系列：它们都用于训练，没有剩下的可用来检验。</translation>
    </message>
    <message>
        <source>{first} and {other} belong together, but are pinned to {split} and {other_split}: unpin one of them.</source>
        <translation>{first} 和 {other} 应在一起，却分别固定到{split}和{other_split}：请取消其中一张的固定。</translation>
    </message>
    <message>
        <source>Pairs stay parted where folders or pins decided, or where too many pictures look alike. Splitting everything anew keeps together what is not pinned.</source>
        <translation>由文件夹或固定决定的、或相似图片过多的，仍会被拆散。全部重新划分会把未固定的放在一起。</translation>
    </message>
    <message>
        <source>there is no picture in it</source>
        <translation>其中没有图片</translation>
    </message>
    <message>
        <source>it has a document type, which no export has</source>
        <translation>它带有文档类型声明，而导出的文件不会有</translation>
    </message>
    <message>
        <source>it is not whole XML: line {line}</source>
        <translation>它不是完整的 XML：第 {line} 行</translation>
    </message>
    <message>
        <source>it is not whole JSON</source>
        <translation>它不是完整的 JSON</translation>
    </message>
    <message>
        <source>it is no export of Label Studio</source>
        <translation>它不是 Label Studio 的导出文件</translation>
    </message>
    <message>
        <source>its pictures have to be unpacked first</source>
        <translation>需要先解包其中的图片</translation>
    </message>
    <message>
        <source>it is packed: unpack it first</source>
        <translation>它是压缩文件：请先解压</translation>
    </message>
    <message>
        <source>it is no export that Fieldmark knows</source>
        <translation>它不是 Fieldmark 认识的导出文件</translation>
    </message>
    <message>
        <source>its text cannot be decoded</source>
        <translation>无法解码其中的文字</translation>
    </message>
    <message>
        <source>it is not text</source>
        <translation>它不是文本</translation>
    </message>
    <message>
        <source>it is larger than {size} GB</source>
        <translation>它大于 {size} GB</translation>
    </message>
    <message>
        <source>an address begins with https://</source>
        <translation>地址以 https:// 开头</translation>
    </message>
    <message>
        <source>it does not fit into the memory of this machine</source>
        <translation>这台电脑的内存放不下它</translation>
    </message>
    <message>
        <source>it was written by another version</source>
        <translation>它由其他版本写成</translation>
    </message>
    <message>
        <source>its pictures or its recipe are not those of this run</source>
        <translation>它的图片或配方与这次训练不符</translation>
    </message>
    <message>
        <source>it is damaged</source>
        <translation>它已损坏</translation>
    </message>
    <message>
        <source>two are the fewest</source>
        <translation>至少要两折</translation>
    </message>
    <message>
        <source>{made} folds instead of {wanted}: no class has more pictures or groups that can be parted.</source>
        <translation>只做 {made} 折而不是 {wanted} 折：没有哪个类别有更多可以分开的图片或组。</translation>
    </message>
    <message>
        <source>The class “{name}” cannot be judged: its pictures all belong together, so they teach in every fold.</source>
        <translation>类别“{name}”无法评判：它的图片都属于一组，因此在每一折里都用于训练。</translation>
    </message>
    <message>
        <source>The class “{name}” has pictures or groups for {count} folds only: the others say nothing of it.</source>
        <translation>类别“{name}”的图片或组只够 {count} 折：其他折对它没有评判。</translation>
    </message>
    <message>
        <source>choose at least one field</source>
        <translation>请至少选择一个字段</translation>
    </message>
    <message>
        <source>it cannot be tuned</source>
        <translation>它不能调</translation>
    </message>
    <message>
        <source>it has no effect with the preset {preset}</source>
        <translation>它在预设 {preset} 下不起作用</translation>
    </message>
    <message>
        <source>a weights pack is of one architecture</source>
        <translation>一个权重包只属于一种架构</translation>
    </message>
    <message>
        <source>recipes are compared by their loss: have them compared by accuracy</source>
        <translation>配方正按损失比较：请改为按准确率比较</translation>
    </message>
    <message>
        <source>the fields that can be tuned are {fields}</source>
        <translation>可以调的字段有 {fields}</translation>
    </message>
    <message>
        <source>the smallest value is larger than the largest</source>
        <translation>最小值大于最大值</translation>
    </message>
    <message>
        <source>on a logarithmic scale the smallest value must be above 0</source>
        <translation>对数尺度下最小值必须大于 0</translation>
    </message>
    <message>
        <source>give it minutes or a number of trials</source>
        <translation>请给出分钟数或试验次数</translation>
    </message>
    <message>
        <source>pictures, classes or sides have changed since, so that its scores would not compare</source>
        <translation>此后图片、类别或划分有变，得分无法比较</translation>
    </message>
    <message>
        <source>it is of another recipe, or searches other fields</source>
        <translation>它属于另一个配方，或搜索的是其他字段</translation>
    </message>
    <message>
        <source>it broke off ({details})</source>
        <translation>训练中断（{details}）</translation>
    </message>
    <message>
        <source>no validation picture could be read</source>
        <translation>没有一张验证图片可以读取</translation>
    </message>
    <message>
        <source>it holds {count} files, far more than a model has</source>
        <translation>其中有 {count} 个文件，远多于一个模型所有的</translation>
    </message>
    <message>
        <source>{file} also holds what is no part of a model; it was left out: {members}.</source>
        <translation>{file} 中还有不属于模型的内容，已略去：{members}。</translation>
    </message>
    <message>
        <source>it holds {member} twice</source>
        <translation>其中有两个 {member}</translation>
    </message>
    <message>
        <source>its member {member} leads to a place outside of it</source>
        <translation>其中的 {member} 指向文件之外的位置</translation>
    </message>
    <message>
        <source>its member {member} is a link or device, not a file</source>
        <translation>其中的 {member} 是链接或设备，不是文件</translation>
    </message>
    <message>
        <source>its member {member} is encrypted</source>
        <translation>其中的 {member} 已加密</translation>
    </message>
    <message>
        <source>its member {member} is packed in an unknown way</source>
        <translation>其中的 {member} 的压缩方式未知</translation>
    </message>
    <message>
        <source>its member {member} is too large</source>
        <translation>其中的 {member} 过大</translation>
    </message>
    <message>
        <source>its member {member} would swell up far beyond its packed size</source>
        <translation>其中的 {member} 解压后会远远超过压缩时的大小</translation>
    </message>
    <message>
        <source>it is no whole model file ({details})</source>
        <translation>它不是完整的模型文件（{details}）</translation>
    </message>
    <message>
        <source>the zip is damaged</source>
        <translation>zip 文件已损坏</translation>
    </message>
    <message>
        <source>it holds {entry}, which is no part of a weights pack</source>
        <translation>其中有 {entry}，它不属于权重包</translation>
    </message>
    <message>
        <source>the zip is empty</source>
        <translation>zip 文件是空的</translation>
    </message>
    <message>
        <source>the zip holds a file twice</source>
        <translation>zip 文件中有重复的文件</translation>
    </message>
    <message>
        <source>its files claim to be larger than the zip</source>
        <translation>其中文件声称的大小超过了 zip 文件</translation>
    </message>
    <message>
        <source>{needed} MB are needed and {free} MB are free</source>
        <translation>需要 {needed} MB，只剩 {free} MB</translation>
    </message>
    <message>
        <source>{file} is not the file that was exported: its checksum differs</source>
        <translation>{file} 不是当初导出的文件：校验和不同</translation>
    </message>
    <message>
        <source>they are being downloaded already</source>
        <translation>它们正在下载中</translation>
    </message>
    <message>
        <source>they have another size than their server says</source>
        <translation>其大小与服务器所说的不同</translation>
    </message>
    <message>
        <source>their SHA-256 checksum is {found}, not {expected}</source>
        <translation>其 SHA-256 校验和是 {found}，而不是 {expected}</translation>
    </message>
    <message>
        <source>the connection ended</source>
        <translation>连接已中断</translation>
    </message>
    <message>
        <source>the hub answered with error {code}</source>
        <translation>模型中心返回了错误 {code}</translation>
    </message>
    <message>
        <source>there is no such file</source>
        <translation>没有这个文件</translation>
    </message>
    <message>
        <source>the folder holds {count} weights files instead of one</source>
        <translation>文件夹中有 {count} 个权重文件，而应当只有一个</translation>
    </message>
    <message>
        <source>{architecture} cannot be built ({details})</source>
        <translation>无法构建 {architecture}（{details}）</translation>
    </message>
    <message>
        <source>several architectures fit it, name one: {names}</source>
        <translation>有多个架构与之相符，请指定一个：{names}</translation>
    </message>
    <message>
        <source>no architecture fits it; name one</source>
        <translation>没有与之相符的架构；请指定一个</translation>
    </message>
    <message>
        <source>no architecture fits it; the nearest is {architecture}: {holes}</source>
        <translation>没有与之相符的架构；最接近的是 {architecture}：{holes}</translation>
    </message>
    <message>
        <source>{missing} of {needed} tensors are missing or of another shape, such as {first}</source>
        <translation>{needed} 个张量中有 {missing} 个缺失或形状不同，例如 {first}</translation>
    </message>
    <message>
        <source>it holds no tensors of a network</source>
        <translation>其中没有网络的张量</translation>
    </message>
    <message>
        <source>its tensors claim to be larger than the file</source>
        <translation>其张量声称的大小超过了文件本身</translation>
    </message>
    <message>
        <source>it holds more than tensors, which could be a program: Fieldmark does not run it</source>
        <translation>其中不只有张量，还可能含有程序：Fieldmark 不会运行它</translation>
    </message>
    <message>
        <source>it is damaged or of another kind ({details})</source>
        <translation>它已损坏或不是这类文件（{details}）</translation>
    </message>
    <message>
        <source>the others were told to end</source>
        <translation>其他进程已收到结束通知</translation>
    </message>
    <message>
        <source>None of the model&apos;s classes is one of this project&apos;s: it knows {names}.</source>
        <translation>模型的类别都不在此项目中：它认识{names}。</translation>
    </message>
    <message>
        <source>folders cannot have that name on every system</source>
        <translation>文件夹不能在所有系统上使用这个名称</translation>
    </message>
    <message>
        <source>there is a model of that name already</source>
        <translation>已经有同名的模型</translation>
    </message>
    <message>
        <source>This version of Fieldmark does not know these fields of {file}, and left them out: {fields}.</source>
        <translation>此版本的 Fieldmark 不认识 {file} 中的以下字段，已将其略去：{fields}。</translation>
    </message>
    <message>
        <source>it is no recipe</source>
        <translation>它不是配方</translation>
    </message>
    <message>
        <source>it cannot be read</source>
        <translation>无法读取</translation>
    </message>
    <message>
        <source>there is a recipe of that name already</source>
        <translation>已经有同名的配方</translation>
    </message>
    <message>
        <source>a name is needed</source>
        <translation>需要一个名称</translation>
    </message>
    <message>
        <source>that name stands for the usual values</source>
        <translation>这个名称代表默认值</translation>
    </message>
    <message>
        <source>a name has at most {count} letters</source>
        <translation>名称最多 {count} 个字符</translation>
    </message>
    <message>
        <source>“{name}” has no effect with {other} {value}.</source>
        <translation>{other} 为 {value} 时，“{name}”不起作用。</translation>
    </message>
    <message>
        <source>there is none of that name</source>
        <translation>没有这个名称</translation>
    </message>
    <message>
        <source>they were written by another version of Fieldmark</source>
        <translation>它们由另一个版本的 Fieldmark 写出</translation>
    </message>
    <message>
        <source>answers are written as {endings}</source>
        <translation>答案可以写成 {endings}</translation>
    </message>
    <message>
        <source>it is write-protected</source>
        <translation>它是写保护的</translation>
    </message>
    <message>
        <source>the XMP file beside it is damaged or not XMP</source>
        <translation>它旁边的 XMP 文件已损坏，或不是 XMP</translation>
    </message>
    <message>
        <source>the metadata inside it are damaged</source>
        <translation>其中的元数据已损坏</translation>
    </message>
    <message>
        <source>what was written was not what was meant</source>
        <translation>写出的内容与预期不符</translation>
    </message>
    <message>
        <source>the XMP file of this name belongs to another picture</source>
        <translation>这个名称的 XMP 文件属于另一张图片</translation>
    </message>
    <message>
        <source>it has changed since it was classified</source>
        <translation>分类之后它改动过</translation>
    </message>
    <message>
        <source>it must be at least 1</source>
        <translation>至少为 1</translation>
    </message>
    <message>
        <source>it needs the name of a file</source>
        <translation>需要一个文件名</translation>
    </message>
    <message>
        <source>only vision transformers whose patches attend to each other throughout can show what they attend to</source>
        <translation>只有图块始终相互关注的视觉 Transformer 才能显示关注什么</translation>
    </message>
    <message>
        <source>it was undone; sort the pictures anew</source>
        <translation>它已被撤销；请重新整理图片</translation>
    </message>
    <message>
        <source>it was not begun</source>
        <translation>它还没有开始</translation>
    </message>
    <message>
        <source>its plan is not complete</source>
        <translation>它的计划不完整</translation>
    </message>
    <message>
        <source>it is a folder</source>
        <translation>它是一个文件夹</translation>
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
        <source>The memory was not enough for {batch} pictures at once: going on with {micro}, the same way.</source>
        <translation>内存不足以一次处理 {batch} 张图片：改为每次 {micro} 张继续，训练方式不变。</translation>
    </message>
    <message>
        <source>The checkpoint could not be written ({reason}): the training goes on without it.</source>
        <translation>无法写入检查点（{reason}）：训练在没有检查点的情况下继续。</translation>
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
        <source>stopped by you</source>
        <translation>由你停止</translation>
    </message>
    <message>
        <source>time is up</source>
        <translation>时间已到</translation>
    </message>
    <message>
        <source>diverged: back to the best</source>
        <translation>已发散：恢复到最佳状态</translation>
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
        <source>the head</source>
        <translation>分类头</translation>
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
        <source>it keeps its label {old}; the label file says {new}</source>
        <translation>它保留的标注是 {old}，标签文件中是 {new}</translation>
    </message>
    <message>
        <source>its content has changed since it was imported; its label was kept</source>
        <translation>它的内容在导入后有改动；标注已保留</translation>
    </message>
    <message>
        <source>it was at {path} before; its label came along</source>
        <translation>它原先在 {path}；标注已随之保留</translation>
    </message>
    <message>
        <source>it holds {count} pages or frames, of which the first is used</source>
        <translation>它含有 {count} 页或帧，只使用第一页</translation>
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
    <message>
        <source>Checking the database</source>
        <translation>正在检查数据库</translation>
    </message>
    <message>
        <source>Examining pictures</source>
        <translation>正在检查图片</translation>
    </message>
    <message>
        <source>Looking for near-duplicates</source>
        <translation>正在查找近似重复的图片</translation>
    </message>
    <message>
        <source>Class folders</source>
        <translation>类别文件夹</translation>
    </message>
    <message>
        <source>Table (CSV)</source>
        <translation>表格（CSV）</translation>
    </message>
    <message>
        <source>Table with tabs (TSV)</source>
        <translation>制表符分隔的表格（TSV）</translation>
    </message>
    <message>
        <source>JSON lines</source>
        <translation>JSON lines</translation>
    </message>
    <message>
        <source>Label Studio</source>
        <translation>Label Studio</translation>
    </message>
    <message>
        <source>CVAT for images</source>
        <translation>CVAT for images</translation>
    </message>
    <message>
        <source>form</source>
        <translation>格式</translation>
    </message>
    <message>
        <source>how</source>
        <translation>方式</translation>
    </message>
    <message>
        <source>Reading the labels</source>
        <translation>正在读取标注</translation>
    </message>
    <message>
        <source>Cannot be read</source>
        <translation>无法读取</translation>
    </message>
    <message>
        <source>No picture</source>
        <translation>不是图片</translation>
    </message>
    <message>
        <source>Folders and names</source>
        <translation>文件夹与名称</translation>
    </message>
    <message>
        <source>Label file</source>
        <translation>标签文件</translation>
    </message>
    <message>
        <source>Label kept</source>
        <translation>保留原标注</translation>
    </message>
    <message>
        <source>File changed or moved</source>
        <translation>文件有改动或移动</translation>
    </message>
    <message>
        <source>Good to know</source>
        <translation>供参考</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>What</source>
        <translation>说明</translation>
    </message>
    <message>
        <source>Looking for the files</source>
        <translation>正在查找文件</translation>
    </message>
    <message>
        <source>Comparing pictures</source>
        <translation>正在比较图片</translation>
    </message>
    <message>
        <source>Dealing out the pictures</source>
        <translation>正在分配图片</translation>
    </message>
    <message>
        <source>Counting pairs</source>
        <translation>正在统计图片对</translation>
    </message>
    <message>
        <source>{refusal}; its pictures stay unlabelled</source>
        <translation>{refusal}；其中的图片保持未标注</translation>
    </message>
    <message>
        <source>Finding the learning rate</source>
        <translation>正在寻找学习率</translation>
    </message>
    <message>
        <source>Cross-validation</source>
        <translation>交叉验证</translation>
    </message>
    <message>
        <source>all layers</source>
        <translation>全部层</translation>
    </message>
    <message>
        <source>the last layers</source>
        <translation>最后几层</translation>
    </message>
    <message>
        <source>more layers</source>
        <translation>更多层</translation>
    </message>
    <message>
        <source>running</source>
        <translation>运行中</translation>
    </message>
    <message>
        <source>given up</source>
        <translation>已放弃</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>cut short</source>
        <translation>中断</translation>
    </message>
    <message>
        <source>all trials made</source>
        <translation>试验已全部做完</translation>
    </message>
    <message>
        <source>one trial after the other failed</source>
        <translation>试验接连失败</translation>
    </message>
    <message>
        <source>Seconds of tuning</source>
        <translation>调参秒数</translation>
    </message>
    <message>
        <source>Writing the model file</source>
        <translation>正在写入模型文件</translation>
    </message>
    <message>
        <source>Opening the model file</source>
        <translation>正在打开模型文件</translation>
    </message>
    <message>
        <source>Exporting weights</source>
        <translation>正在导出权重</translation>
    </message>
    <message>
        <source>Importing weights</source>
        <translation>正在导入权重</translation>
    </message>
    <message>
        <source>Measuring architectures</source>
        <translation>正在测量架构</translation>
    </message>
    <message>
        <source>Preparing the preview</source>
        <translation>正在准备预览</translation>
    </message>
    <message>
        <source>Reading tunings</source>
        <translation>正在读取调参记录</translation>
    </message>
    <message>
        <source>Writing the results</source>
        <translation>正在写出结果</translation>
    </message>
    <message>
        <source>Taking over finished parts</source>
        <translation>正在接收已完成的部分</translation>
    </message>
    <message>
        <source>Writing keywords</source>
        <translation>正在写入关键字</translation>
    </message>
    <message>
        <source>Writing the answers</source>
        <translation>正在写出答案</translation>
    </message>
    <message>
        <source>Checking the files</source>
        <translation>正在检查文件</translation>
    </message>
    <message>
        <source>Sorting pictures</source>
        <translation>正在整理图片</translation>
    </message>
    <message>
        <source>Undoing the sort</source>
        <translation>正在撤销整理</translation>
    </message>
    <message>
        <source>Waiting for new pictures</source>
        <translation>正在等待新图片</translation>
    </message>
    <message>
        <source>Waiting for a folder that is not there at the moment</source>
        <translation>正在等待暂时不在的文件夹</translation>
    </message>
    <message>
        <source>Noting what the model knows</source>
        <translation>记录模型所认识的图片</translation>
    </message>
    <message>
        <source>What the model knows could not be noted ({details}): it works, but it cannot tell which pictures are unknown to it.</source>
        <translation>未能记录模型所认识的图片（{details}）：模型可以使用，但无法判断哪些图片是它未知的。</translation>
    </message>
    <message>
        <source>Trying out what is fastest here</source>
        <translation>正在试验哪种方式在本机上最快</translation>
    </message>
    <message>
        <source>OpenVINO cannot compute “{architecture}” as PyTorch does; PyTorch is used, which is slower.</source>
        <translation>OpenVINO 无法像 PyTorch 那样计算“{architecture}”；将使用较慢的 PyTorch。</translation>
    </message>
    <message>
        <source>Checking the map</source>
        <translation>正在检验显著图</translation>
    </message>
    <message>
        <source>Saving the evidence</source>
        <translation>正在保存证据</translation>
    </message>
    <message>
        <source>Comparing the answers</source>
        <translation>正在比较答案</translation>
    </message>
    <message>
        <source>Comparing methods</source>
        <translation>正在比较方法</translation>
    </message>
    <message>
        <source>Putting answers into the project</source>
        <translation>正在把答案放进项目</translation>
    </message>
    <message>
        <source>Putting pictures together that look alike</source>
        <translation>正在把相似的图片归在一起</translation>
    </message>
    <message>
        <source>Masking what the maps point at</source>
        <translation>正在遮住显著图所指的部分</translation>
    </message>
</context>
<context>
    <name>plan</name>
    <message>
        <source>found by a range test on the training pictures (usual is {usual})</source>
        <translation>在训练图片上通过范围测试得出（通常为 {usual}）</translation>
    </message>
    <message>
        <source>accuracy {mean} ± {spread} %, balanced {balanced} ± {balanced_spread} % on pictures not seen</source>
        <translation>在未见过的图片上，准确率 {mean} ± {spread} %，平衡准确率 {balanced} ± {balanced_spread} %</translation>
    </message>
    <message>
        <source>processes that train together exchange the gradients of all layers</source>
        <translation>共同训练的各进程会交换所有层的梯度</translation>
    </message>
    <message>
        <source>half precision would not be faster on this machine</source>
        <translation>在本机上使用半精度不会更快</translation>
    </message>
    <message>
        <source>this graphics card computes in half precision at no loss</source>
        <translation>这块显卡使用半精度计算没有损失</translation>
    </message>
    <message>
        <source>the classes are even: {fewest} pictures each</source>
        <translation>各类别数量均衡：每类 {fewest} 张图片</translation>
    </message>
    <message>
        <source>the classes are even: {fewest} to {most} pictures</source>
        <translation>各类别的图片数均衡：{fewest} 至 {most} 张</translation>
    </message>
    <message>
        <source>the classes are uneven ({fewest} to {most} pictures): rare ones must not be overruled</source>
        <translation>各类别的图片数不均衡（{fewest} 至 {most} 张）：不能让稀有类别被压过</translation>
    </message>
    <message>
        <source>a rare class counts as much as a frequent one</source>
        <translation>稀有类别与常见类别同样重要</translation>
    </message>
    <message>
        <source>this architecture has no batch norm</source>
        <translation>这个架构没有批归一化</translation>
    </message>
    <message>
        <source>without pretrained weights it has no statistics yet</source>
        <translation>没有预训练权重时，它还没有统计量</translation>
    </message>
    <message>
        <source>{count} pictures are enough to learn its statistics anew</source>
        <translation>{count} 张图片足以重新学习它的统计量</translation>
    </message>
    <message>
        <source>{count} pictures are too few to learn its statistics anew</source>
        <translation>{count} 张图片太少，不足以重新学习它的统计量</translation>
    </message>
    <message>
        <source>batch norm cannot learn from a single picture</source>
        <translation>批归一化无法从单张图片中学习</translation>
    </message>
    <message>
        <source>the memory of the graphics card holds no more</source>
        <translation>显存容不下更多图片</translation>
    </message>
    <message>
        <source>{count} training pictures make {steps} steps an epoch</source>
        <translation>{count} 张训练图片，每轮 {steps} 步</translation>
    </message>
    <message>
        <source>enough for {count} pictures; the best epoch is kept</source>
        <translation>对 {count} 张图片已足够；保留最好的一轮</translation>
    </message>
    <message>
        <source>proven for training from scratch, scaled to batches of {batch}</source>
        <translation>从零开始训练的可靠取值，已按批大小 {batch} 缩放</translation>
    </message>
    <message>
        <source>proven for fine-tuning from the linear head, scaled to batches of {batch}</source>
        <translation>从线性分类头开始微调的可靠取值，已按批大小 {batch} 缩放</translation>
    </message>
    <message>
        <source>too few pictures to try several strengths on: this one has served well</source>
        <translation>图片太少，无法比较多种强度：采用一个通常表现良好的值</translation>
    </message>
    <message>
        <source>the best of {count} strengths in {folds} rounds of cross-validation within the training pictures</source>
        <translation>在训练图片内部的 {folds} 轮交叉验证中，{count} 种强度里最好的一个</translation>
    </message>
</context>
<context>
    <name>query</name>
    <message>
        <source>Nothing in this project is called “{term}”.</source>
        <translation>这个项目中没有“{term}”。</translation>
    </message>
    <message>
        <source>it needs a number, such as 640, &gt;1000 or 500..2000</source>
        <translation>需要一个数字，例如 640、&gt;1000 或 500..2000</translation>
    </message>
    <message>
        <source>after “is:” goes one of unlabelled, labelled, unsure, pinned, blurry, dark, bright, tiny, odd, duplicate, near, burst, conflict, missing, unreadable, changed, multipage</source>
        <translation>“is:”之后可以是 unlabelled、labelled、unsure、pinned、blurry、dark、bright、tiny、odd、duplicate、near、burst、conflict、missing、unreadable、changed、multipage 之一</translation>
    </message>
    <message>
        <source>the splits are train, validation, test and none</source>
        <translation>划分有 train、validation、test 和 none</translation>
    </message>
    <message>
        <source>the sources are person, folder, file, model and none</source>
        <translation>来源有 person、folder、file、model 和 none</translation>
    </message>
    <message>
        <source>it needs a date, such as 2024, 2024-05, &gt;2024-05-31 or 2023..2024-05</source>
        <translation>需要一个日期，例如 2024、2024-05、&gt;2024-05-31 或 2023..2024-05</translation>
    </message>
    <message>
        <source>it needs a size, such as &lt;200kb, &gt;2mb or 1mb..5mb</source>
        <translation>需要一个大小，例如 &lt;200kb、&gt;2mb 或 1mb..5mb</translation>
    </message>
    <message>
        <source>it needs a number of pixels, such as &gt;2mp or &lt;100k</source>
        <translation>需要一个像素数，例如 &gt;2mp 或 &lt;100k</translation>
    </message>
    <message>
        <source>it needs width by height, such as &gt;2, 0.5..1 or 16:9</source>
        <translation>需要一个宽高比，例如 &gt;2、0.5..1 或 16:9</translation>
    </message>
    <message>
        <source>it needs the number of a picture</source>
        <translation>需要一张图片的编号</translation>
    </message>
    <message>
        <source>“{word}” is looked for like any other word. All terms must fit anyway; use a comma for either: class:ant,bee</source>
        <translation>“{word}”会像其他词一样被搜索。所有条件本来就须同时满足；若满足其一即可，请用逗号：class:ant,bee</translation>
    </message>
    <message>
        <source>There is no filter “{key}:”. To search for these words, put them in quotes.</source>
        <translation>没有名为“{key}:”的筛选条件。若要搜索这些文字，请给它们加上引号。</translation>
    </message>
    <message>
        <source>“{term}” is not understood: {wanted}.</source>
        <translation>无法理解“{term}”：{wanted}。</translation>
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
        <source>Thorough</source>
        <translation>充分训练</translation>
    </message>
    <message>
        <source>From scratch</source>
        <translation>从零开始</translation>
    </message>
    <message>
        <source>off</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>What the model sees</source>
        <translation>模型看到的画面</translation>
    </message>
    <message>
        <source>Augmentation</source>
        <translation>数据增强</translation>
    </message>
    <message>
        <source>Layers that learn</source>
        <translation>参与学习的层</translation>
    </message>
    <message>
        <source>Optimizer</source>
        <translation>优化器</translation>
    </message>
    <message>
        <source>Regularization</source>
        <translation>正则化</translation>
    </message>
    <message>
        <source>Loss and classes</source>
        <translation>损失与类别</translation>
    </message>
    <message>
        <source>Duration</source>
        <translation>训练时长</translation>
    </message>
    <message>
        <source>Machine</source>
        <translation>计算</translation>
    </message>
    <message>
        <source>Linear head</source>
        <translation>线性分类头</translation>
    </message>
    <message>
        <source>“pretrained” downloads them once, a folder is a weights pack.</source>
        <translation>“预训练”会下载一次权重；文件夹则是权重包。</translation>
    </message>
    <message>
        <source>border keeps the whole picture and pads, squash distorts it, center cuts the edges.</source>
        <translation>“完整画面，加边框”保留整张图片并填充边缘，“压缩变形”会使图片变形，“裁去边缘”会裁掉边缘。</translation>
    </message>
    <message>
        <source>Whole, with borders</source>
        <translation>完整画面，加边框</translation>
    </message>
    <message>
        <source>Colour</source>
        <translation>颜色</translation>
    </message>
    <message>
        <source>grey takes the colour out, for sets in which colour is only chance.</source>
        <translation>“灰度”会去掉颜色，适合颜色只是偶然因素的图片。</translation>
    </message>
    <message>
        <source>Grey</source>
        <translation>灰度</translation>
    </message>
    <message>
        <source>Least share of the picture that a random training crop shows; 1 always shows all of it.</source>
        <translation>训练时随机裁剪至少显示图片的多大比例；1 表示始终显示整张图片。</translation>
    </message>
    <message>
        <source>Stretch</source>
        <translation>拉伸</translation>
    </message>
    <message>
        <source>How far a random crop may depart from the picture&apos;s proportions; 0 keeps them.</source>
        <translation>随机裁剪可以偏离图片原有长宽比的程度；0 表示保持不变。</translation>
    </message>
    <message>
        <source>Rotation</source>
        <translation>旋转</translation>
    </message>
    <message>
        <source>Largest random turn in degrees to either side.</source>
        <translation>向左右两侧随机旋转的最大角度（度）。</translation>
    </message>
    <message>
        <source>Blur</source>
        <translation>模糊</translation>
    </message>
    <message>
        <source>Chance of a Gaussian blur.</source>
        <translation>高斯模糊的概率。</translation>
    </message>
    <message>
        <source>Noise</source>
        <translation>噪声</translation>
    </message>
    <message>
        <source>Largest standard deviation of Gaussian noise, as a share of white.</source>
        <translation>高斯噪声的最大标准差，以占白色的比例表示。</translation>
    </message>
    <message>
        <source>RandAugment</source>
        <translation>RandAugment</translation>
    </message>
    <message>
        <source>Magnitude of two random changes a picture (Cubuk et al. 2020); 0 makes none.</source>
        <translation>每张图片两种随机变化的幅度（Cubuk et al. 2020）；0 表示不做变化。</translation>
    </message>
    <message>
        <source>Mixup</source>
        <translation>Mixup</translation>
    </message>
    <message>
        <source>Alpha of blending pairs of pictures and their classes; 0 blends none.</source>
        <translation>将两张图片及其类别混合的 Alpha 值；0 表示不混合。</translation>
    </message>
    <message>
        <source>CutMix</source>
        <translation>CutMix</translation>
    </message>
    <message>
        <source>Alpha of pasting a patch of one picture into another; 0 pastes none.</source>
        <translation>将一张图片的一块贴到另一张上的 Alpha 值；0 表示不粘贴。</translation>
    </message>
    <message>
        <source>Strength of the L2 penalty on the linear head (1 / C); 0 has it chosen by cross-validation.</source>
        <translation>线性分类头的 L2 惩罚强度（1 / C）；0 表示由交叉验证选择。</translation>
    </message>
    <message>
        <source>Views</source>
        <translation>视图</translation>
    </message>
    <message>
        <source>How many views of a training picture the head learns from: the plain one, its mirror image, random ones.</source>
        <translation>分类头从每张训练图片的多少个视图中学习：原图、镜像和随机视图。</translation>
    </message>
    <message>
        <source>Unfreeze</source>
        <translation>解冻</translation>
    </message>
    <message>
        <source>Which layers learn, and when.</source>
        <translation>哪些层参与学习，以及何时开始。</translation>
    </message>
    <message>
        <source>All layers at once</source>
        <translation>全部层同时</translation>
    </message>
    <message>
        <source>Stage by stage, from the last</source>
        <translation>从最后一段起逐段</translation>
    </message>
    <message>
        <source>Only the last stage</source>
        <translation>只有最后一段</translation>
    </message>
    <message>
        <source>Only the head</source>
        <translation>只有分类头</translation>
    </message>
    <message>
        <source>Layer-wise rate</source>
        <translation>逐层学习率</translation>
    </message>
    <message>
        <source>Each layer learns at this share of the rate of the one after it; 1 treats all alike.</source>
        <translation>每一层的学习率是其后一层的这个比例；1 表示各层相同。</translation>
    </message>
    <message>
        <source>Batch norm</source>
        <translation>批归一化</translation>
    </message>
    <message>
        <source>Frozen keeps the pretrained means and variances, which small sets would spoil.</source>
        <translation>“冻结”会保留预训练的均值和方差，图片少时重新学习会损害它们。</translation>
    </message>
    <message>
        <source>Frozen</source>
        <translation>冻结</translation>
    </message>
    <message>
        <source>Learning</source>
        <translation>参与学习</translation>
    </message>
    <message>
        <source>Hidden layer</source>
        <translation>隐藏层</translation>
    </message>
    <message>
        <source>Units of a hidden layer between the features and the classes; 0 has none.</source>
        <translation>特征与类别之间隐藏层的单元数；0 表示没有隐藏层。</translation>
    </message>
    <message>
        <source>AdamW suits nearly everything; SGD with momentum is the classic of convolutional networks.</source>
        <translation>AdamW 几乎适合所有情况；带动量的 SGD 是卷积网络的经典选择。</translation>
    </message>
    <message>
        <source>0 finds one and says why.</source>
        <translation>0 表示自动寻找，并说明理由。</translation>
    </message>
    <message>
        <source>Momentum</source>
        <translation>动量</translation>
    </message>
    <message>
        <source>Of SGD and RMSprop.</source>
        <translation>用于 SGD 和 RMSprop。</translation>
    </message>
    <message>
        <source>Schedule</source>
        <translation>学习率调度</translation>
    </message>
    <message>
        <source>How the learning rate falls after the warm-up.</source>
        <translation>预热之后学习率如何下降。</translation>
    </message>
    <message>
        <source>Cosine</source>
        <translation>余弦</translation>
    </message>
    <message>
        <source>Straight line</source>
        <translation>直线</translation>
    </message>
    <message>
        <source>In three steps</source>
        <translation>分三步</translation>
    </message>
    <message>
        <source>Constant</source>
        <translation>恒定</translation>
    </message>
    <message>
        <source>Pulls weights towards zero (L2).</source>
        <translation>将权重拉向零（L2）。</translation>
    </message>
    <message>
        <source>L1</source>
        <translation>L1</translation>
    </message>
    <message>
        <source>Weight of the sum of absolute weights in the loss, which makes many of them zero.</source>
        <translation>权重绝对值之和在损失中的权重，会使许多权重变为零。</translation>
    </message>
    <message>
        <source>Dropout</source>
        <translation>Dropout</translation>
    </message>
    <message>
        <source>Share of features left out before the head.</source>
        <translation>在分类头之前随机丢弃的特征比例。</translation>
    </message>
    <message>
        <source>Drop path</source>
        <translation>随机深度</translation>
    </message>
    <message>
        <source>Chance that a block is skipped (stochastic depth), where the architecture knows it.</source>
        <translation>跳过一个块的概率（stochastic depth），仅用于支持它的架构。</translation>
    </message>
    <message>
        <source>Averaged weights</source>
        <translation>权重平均</translation>
    </message>
    <message>
        <source>Decay of an exponential moving average of the weights (EMA), such as 0.99; 0 keeps none.</source>
        <translation>权重指数移动平均（EMA）的衰减率，例如 0.99；0 表示不使用。</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>Focal looks harder at what is still wrong; binary judges each class by itself.</source>
        <translation>“焦点损失”更关注仍然判错的图片；“二元交叉熵”对每个类别单独判断。</translation>
    </message>
    <message>
        <source>Cross-entropy</source>
        <translation>交叉熵</translation>
    </message>
    <message>
        <source>Focal</source>
        <translation>焦点损失</translation>
    </message>
    <message>
        <source>Binary</source>
        <translation>二元交叉熵</translation>
    </message>
    <message>
        <source>Class balance</source>
        <translation>类别平衡</translation>
    </message>
    <message>
        <source>What is done where some classes have far fewer pictures than others.</source>
        <translation>当某些类别的图片远少于其他类别时如何处理。</translation>
    </message>
    <message>
        <source>Nothing</source>
        <translation>不处理</translation>
    </message>
    <message>
        <source>Show rare classes more often</source>
        <translation>更多地展示稀有类别</translation>
    </message>
    <message>
        <source>Weigh rare classes more</source>
        <translation>加大稀有类别的权重</translation>
    </message>
    <message>
        <source>Adjust the logits</source>
        <translation>调整 logits</translation>
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
        <source>Time budget</source>
        <translation>时间上限</translation>
    </message>
    <message>
        <source>Minutes after which training ends with the best so far; 0 sets no limit.</source>
        <translation>达到这个分钟数后结束训练，并保留目前最好的结果；0 表示不限时间。</translation>
    </message>
    <message>
        <source>Best by</source>
        <translation>最佳依据</translation>
    </message>
    <message>
        <source>What the validation pictures are asked to find the best epoch.</source>
        <translation>用验证图片的哪项指标来选出最好的一轮。</translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation>准确率</translation>
    </message>
    <message>
        <source>Balanced accuracy</source>
        <translation>平衡准确率</translation>
    </message>
    <message>
        <source>Cross-validation</source>
        <translation>交叉验证</translation>
    </message>
    <message>
        <source>Folds in which the recipe is tried before the final run, groups kept together; 0 makes none.</source>
        <translation>最终训练之前用多少折来检验配方，同组图片保持在一起；0 表示不做。</translation>
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
        <source>Accumulation</source>
        <translation>梯度累积</translation>
    </message>
    <message>
        <source>Batches whose gradients are added up for one step of the optimizer.</source>
        <translation>优化器每走一步累加多少批的梯度。</translation>
    </message>
    <message>
        <source>Gradient clipping</source>
        <translation>梯度裁剪</translation>
    </message>
    <message>
        <source>Largest norm of the gradient: a rare step would undo an epoch. 0 never cuts.</source>
        <translation>梯度的最大范数：偶发的一大步会毁掉一整轮的成果。0 表示从不裁剪。</translation>
    </message>
    <message>
        <source>Precision</source>
        <translation>计算精度</translation>
    </message>
    <message>
        <source>Half precision where it is fast and safe.</source>
        <translation>在又快又安全时使用半精度。</translation>
    </message>
    <message>
        <source>Channels last</source>
        <translation>通道置后</translation>
    </message>
    <message>
        <source>A memory layout in which convolutions are faster.</source>
        <translation>一种能让卷积更快的内存布局。</translation>
    </message>
    <message>
        <source>Compile</source>
        <translation>编译</translation>
    </message>
    <message>
        <source>Have torch compile the network first: minutes that pay off in long runs on a graphics card.</source>
        <translation>先由 torch 编译网络：需要几分钟，在显卡上长时间训练时值得。</translation>
    </message>
    <message>
        <source>Repeatable to the bit</source>
        <translation>逐位可重现</translation>
    </message>
    <message>
        <source>Only algorithms that give the same result each time on a graphics card; slower.</source>
        <translation>只使用在显卡上每次结果都相同的算法；速度较慢。</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>学习率</translation>
    </message>
    <message>
        <source>Weight decay</source>
        <translation>权重衰减</translation>
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
        <source>Smallest crop</source>
        <translation>最小裁剪</translation>
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
        <source>Seed</source>
        <translation>随机种子</translation>
    </message>
    <message>
        <source>The same seed repeats the same run.</source>
        <translation>相同的种子会重现同一次训练。</translation>
    </message>
    <message>
        <source>Photos</source>
        <translation>照片</translation>
    </message>
    <message>
        <source>Microscope: any orientation</source>
        <translation>显微镜：任意方向</translation>
    </message>
    <message>
        <source>Text and digits: no flips</source>
        <translation>文字与数字：不翻转</translation>
    </message>
    <message>
        <source>Camera trap</source>
        <translation>红外相机（野外监测）</translation>
    </message>
    <message>
        <source>Industrial surface</source>
        <translation>工业表面</translation>
    </message>
    <message>
        <source>None</source>
        <translation>无</translation>
    </message>
</context>
<context>
    <name>saliency</name>
    <message>
        <source>Grad-CAM</source>
        <translation>Grad-CAM</translation>
    </message>
    <message>
        <source>Which of the deepest features speak for the class, and where they lie. Quick, coarse, reliable.</source>
        <translation>最深层的哪些特征支持这个类别，以及它们在哪里。快速、较粗、可靠。</translation>
    </message>
    <message>
        <source>LayerCAM</source>
        <translation>LayerCAM</translation>
    </message>
    <message>
        <source>As Grad-CAM, but weighed place by place and with an earlier layer: finer outlines.</source>
        <translation>与 Grad-CAM 相同，但逐处加权，并加入较早的一层：轮廓更细。</translation>
    </message>
    <message>
        <source>Attention rollout</source>
        <translation>注意力展开</translation>
    </message>
    <message>
        <source>What the patches of a transformer attend to through all its blocks: the same for every class.</source>
        <translation>Transformer 的图块经过所有层后关注什么：对每个类别都一样。</translation>
    </message>
    <message>
        <source>Integrated gradients</source>
        <translation>积分梯度</translation>
    </message>
    <message>
        <source>How each pixel adds to the answer on the way from an empty picture to this one: fine and grainy.</source>
        <translation>从空白图片到这张图片的过程中，每个像素对答案的贡献：精细而有颗粒感。</translation>
    </message>
    <message>
        <source>Occlusion</source>
        <translation>遮挡</translation>
    </message>
    <message>
        <source>How much the answer suffers when a patch is covered, place after place.</source>
        <translation>逐处遮住一小块时，答案受多大影响。</translation>
    </message>
    <message>
        <source>LIME</source>
        <translation>LIME</translation>
    </message>
    <message>
        <source>Covers random sets of regions and fits which of them the answer depends on.</source>
        <translation>随机遮住若干区域，拟合答案取决于哪些区域。</translation>
    </message>
    <message>
        <source>SHAP</source>
        <translation>SHAP</translation>
    </message>
    <message>
        <source>Shares the answer out fairly among regions, as the Shapley value does.</source>
        <translation>像沙普利值那样，把答案公平地分摊给各个区域。</translation>
    </message>
    <message>
        <source>Heat</source>
        <translation>热力</translation>
    </message>
    <message>
        <source>Contours</source>
        <translation>轮廓</translation>
    </message>
    <message>
        <source>Only the evidence</source>
        <translation>只看证据</translation>
    </message>
    <message>
        <source>The map holds up: masking it bit by bit drops “{class}” from {before} to {masked} on average; a moved mask, to {moved}.</source>
        <translation>显著图经得起检验：逐步遮住它，“{class}”从 {before} 平均降到 {masked}；移位的遮罩只降到 {moved}。</translation>
    </message>
    <message>
        <source>This map explains nothing: masking it bit by bit takes “{class}” from {before} to {masked} on average; a moved mask, to {moved}.</source>
        <translation>这张显著图什么也说明不了：逐步遮住它，“{class}”从 {before} 平均变为 {masked}；移位的遮罩变为 {moved}。</translation>
    </message>
    <message>
        <source>It cannot be told whether this map holds up: with {share} of the picture masked, “{class}” goes from {before} to {masked} where the map is hot, and to {moved} elsewhere.</source>
        <translation>无法判断这张显著图是否成立：遮住图片的 {share} 时，“{class}”从 {before} 变为：遮住最热处 {masked}，遮住别处 {moved}。</translation>
    </message>
    <message>
        <source>Alarm: the maps of {unexplained} of {count} pictures explain nothing: the answers depend on no place in particular.</source>
        <translation>警报：{count} 张图片中有 {unexplained} 张的显著图什么也说明不了：答案不依据任何特定位置。</translation>
    </message>
    <message>
        <source>Alarm: with the hottest part of the map masked the model stays as sure in {suspects} of {judged} pictures ({share}). The maps of {unexplained} more explain nothing.</source>
        <translation>警报：遮住显著图最热的部分之后，模型在 {judged} 张图片中的 {suspects} 张（{share}）上仍同样确定。另有 {unexplained} 张的显著图说明不了什么。</translation>
    </message>
    <message>
        <source>With the hottest part of the map masked the model stays as sure in {suspects} of {judged} pictures ({share}): no reason for an alarm.</source>
        <translation>遮住显著图最热的部分之后，模型在 {judged} 张图片中的 {suspects} 张（{share}）上仍同样确定：没有理由发出警报。</translation>
    </message>
    <message>
        <source>With the hottest part of the map masked the model stays as sure in {suspects} of {judged} pictures. {judged} of {count} could be judged: too few to tell.</source>
        <translation>遮住显著图最热的部分之后，模型在 {judged} 张图片中的 {suspects} 张上仍同样确定。{count} 张中有 {judged} 张可以判断：太少，无法下结论。</translation>
    </message>
    <message>
        <source>No picture could be judged: the maps of {unexplained} explain nothing.</source>
        <translation>没有图片可以判断：{unexplained} 张的显著图什么也说明不了。</translation>
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
    <message>
        <source>Move on after labelling</source>
        <translation>标注后前进</translation>
    </message>
    <message>
        <source>A label takes you straight to the next picture without one, so that one hand is enough.</source>
        <translation>标注后直接跳到下一张未标注的图片，一只手就够了。</translation>
    </message>
    <message>
        <source>Mirror of the model hub</source>
        <translation>模型中心的镜像</translation>
    </message>
    <message>
        <source>Address such as https://hub.example.org; empty asks huggingface.co itself.</source>
        <translation>形如 https://hub.example.org 的地址；留空则直接访问 huggingface.co。</translation>
    </message>
</context>
<context>
    <name>split</name>
    <message>
        <source>Training</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Parts that teach; 70, 15 and 15 are percent.</source>
        <translation>用于学习的份数；70、15 和 15 就是百分比。</translation>
    </message>
    <message>
        <source>Validation</source>
        <translation>验证</translation>
    </message>
    <message>
        <source>Parts that are asked while training, to keep its best state.</source>
        <translation>训练过程中用来检验的份数，以便保留最佳状态。</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>测试</translation>
    </message>
    <message>
        <source>Parts that are asked only at the end, for an honest figure.</source>
        <translation>只在最后用来检验的份数，得到真实可信的结果。</translation>
    </message>
    <message>
        <source>Near-duplicates together</source>
        <translation>近似重复不拆散</translation>
    </message>
    <message>
        <source>Pictures that look nearly the same stay on one side; exact copies always do.</source>
        <translation>看起来几乎相同的图片留在同一侧；完全相同的图片总是如此。</translation>
    </message>
    <message>
        <source>Bursts together</source>
        <translation>连拍不拆散</translation>
    </message>
    <message>
        <source>Pictures that one camera took in one go stay on one side.</source>
        <translation>同一台相机一次连续拍下的图片留在同一侧。</translation>
    </message>
    <message>
        <source>Groups together</source>
        <translation>分组不拆散</translation>
    </message>
    <message>
        <source>Pictures of one of your own groups, such as a site or a plant, stay on one side.</source>
        <translation>同属一个自定分组（例如一个地点或一株植物）的图片留在同一侧。</translation>
    </message>
    <message>
        <source>Folders together</source>
        <translation>文件夹不拆散</translation>
    </message>
    <message>
        <source>Pictures of one folder stay on one side: for folders that are series, not classes.</source>
        <translation>同一文件夹的图片留在同一侧：适合代表系列而不是类别的文件夹。</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>随机种子</translation>
    </message>
    <message>
        <source>The same seed repeats the same split.</source>
        <translation>相同的种子会重现同一次划分。</translation>
    </message>
</context>
<context>
    <name>transfer</name>
    <message>
        <source>Unpacking pictures</source>
        <translation>正在解包图片</translation>
    </message>
    <message>
        <source>it is cut short: {count} of its {total} pictures are there</source>
        <translation>文件不完整：{total} 张图片中只有 {count} 张</translation>
    </message>
    <message>
        <source>{count} of its pictures have no label that can be used</source>
        <translation>其中 {count} 张图片没有可用的标注</translation>
    </message>
    <message>
        <source>another picture is there already; it was left as it is</source>
        <translation>那里已有另一张图片；它保持原样</translation>
    </message>
    <message>
        <source>there is no {file} beside it, so its classes are named by their numbers</source>
        <translation>旁边没有 {file}，因此类别以编号命名</translation>
    </message>
    <message>
        <source>this is the version for Python, which cannot be opened safely: take the “binary version (suitable for C programs)”</source>
        <translation>这是用于 Python 的版本，无法安全打开：请改用“binary version (suitable for C programs)”</translation>
    </message>
    <message>
        <source>it has marks but no class for the whole picture; it stays unlabelled</source>
        <translation>它有局部标记，但没有整张图片的类别；保持未标注</translation>
    </message>
    <message>
        <source>Exporting pictures</source>
        <translation>正在导出图片</translation>
    </message>
    <message>
        <source>it was not exported: {reason}</source>
        <translation>它未被导出：{reason}</translation>
    </message>
    <message>
        <source>it is left from an earlier export; the picture is now in {path}</source>
        <translation>它是先前导出留下的；图片现在位于 {path}</translation>
    </message>
    <message>
        <source>{count} pictures were copied, because links to where they are cannot be made here</source>
        <translation>有 {count} 张图片改为复制，因为这里无法建立指向其所在位置的链接</translation>
    </message>
    <message>
        <source>its folder is called “{folder}”: not every system can have one called “{name}” there</source>
        <translation>它的文件夹命名为“{folder}”：并非所有系统都允许那里有名为“{name}”的文件夹</translation>
    </message>
    <message>
        <source>class {name}</source>
        <translation>类别 {name}</translation>
    </message>
    <message>
        <source>{refusal}; the picture stays unlabelled</source>
        <translation>{refusal}；该图片保持未标注</translation>
    </message>
    <message>
        <source>“{value}” is no split: it is neither train nor validation nor test</source>
        <translation>“{value}”不是划分：应为 train、validation 或 test</translation>
    </message>
    <message>
        <source>“{value}” says neither that a person was unsure nor that they were sure</source>
        <translation>“{value}”既不表示不确定，也不表示确定</translation>
    </message>
    <message>
        <source>“{value}” is no confidence: a number from 0 to 1</source>
        <translation>“{value}”不是置信度：应为 0 到 1 的数字</translation>
    </message>
    <message>
        <source>“{value}” is no time</source>
        <translation>“{value}”不是时间</translation>
    </message>
    <message>
        <source>row {number}</source>
        <translation>第 {number} 行</translation>
    </message>
    <message>
        <source>line {number}</source>
        <translation>第 {number} 行</translation>
    </message>
    <message>
        <source>task {number}</source>
        <translation>第 {number} 个任务</translation>
    </message>
    <message>
        <source>picture {number}</source>
        <translation>第 {number} 张图片</translation>
    </message>
    <message>
        <source>the picture {path} is not there</source>
        <translation>图片 {path} 不存在</translation>
    </message>
    <message>
        <source>the picture {path} is not there, and it is not clear which other one of its name is meant</source>
        <translation>图片 {path} 不存在，也无法确定指的是哪一张同名图片</translation>
    </message>
    <message>
        <source>{path} is an address in the web: download the picture first</source>
        <translation>{path} 是网址：请先下载图片</translation>
    </message>
    <message>
        <source>it names no picture</source>
        <translation>它没有指明图片</translation>
    </message>
    <message>
        <source>{path} was named before, in {place}: what was said first counts, this only adds what was missing</source>
        <translation>{path} 已在{place}中出现过：以先写的为准，这里只补充缺少的内容</translation>
    </message>
    <message>
        <source>the picture {path} lies outside of the chosen folders</source>
        <translation>图片 {path} 位于所选文件夹之外</translation>
    </message>
    <message>
        <source>it is not UTF-8 and was read as {encoding}: check the letters beyond A to Z</source>
        <translation>它不是 UTF-8，已按 {encoding} 读取：请检查 A 到 Z 以外的文字</translation>
    </message>
    <message>
        <source>it has several classes: {names}; “{first}” was taken</source>
        <translation>它有多个类别：{names}；采用“{first}”</translation>
    </message>
    <message>
        <source>the classes “{name}” and “{first}” were taken for one</source>
        <translation>类别“{name}”和“{first}”被视为同一个类别</translation>
    </message>
    <message>
        <source>{count} pictures were found by their names in other folders than written, such as {path}</source>
        <translation>有 {count} 张图片不在所写的文件夹中，已按名称在其他文件夹找到，例如 {path}</translation>
    </message>
    <message>
        <source>{path} is “{second}” here but “{first}” in {place}; “{first}” was kept</source>
        <translation>{path} 在这里是“{second}”，在{place}是“{first}”；保留“{first}”</translation>
    </message>
    <message>
        <source>its header is damaged</source>
        <translation>它的文件头已损坏</translation>
    </message>
    <message>
        <source>there is no file of labels beside it; its pictures stay unlabelled</source>
        <translation>旁边没有标签文件；其中的图片保持未标注</translation>
    </message>
    <message>
        <source>{file} holds another number of labels; its pictures stay unlabelled</source>
        <translation>{file} 中的标注数量不符；其中的图片保持未标注</translation>
    </message>
    <message>
        <source>it is no JSON object</source>
        <translation>它不是 JSON 对象</translation>
    </message>
    <message>
        <source>it has only predictions, which nobody confirmed; it stays unlabelled</source>
        <translation>它只有未经确认的预测；保持未标注</translation>
    </message>
    <message>
        <source>its annotations disagree: {names}; “{first}” was taken</source>
        <translation>其中的标注不一致：{names}；采用“{first}”</translation>
    </message>
    <message>
        <source>its quotation marks do not close, so they were read as part of the text</source>
        <translation>其中的引号没有闭合，因此按普通文字读取</translation>
    </message>
    <message>
        <source>it has {count} columns where {needed} are needed</source>
        <translation>它有 {count} 列，但需要 {needed} 列</translation>
    </message>
    <message>
        <source>its name cannot be written in XML; it was left out</source>
        <translation>它的名称无法写入 XML；已略过</translation>
    </message>
    <message>
        <source>{count} pictures are not where the project has them; their labels were written all the same</source>
        <translation>有 {count} 张图片不在项目记录的位置；它们的标注仍已写出</translation>
    </message>
    <message>
        <source>Columns: picture = {column}</source>
        <translation>列：图片 = {column}</translation>
    </message>
    <message>
        <source>{before}, class = {column}</source>
        <translation>{before}，类别 = {column}</translation>
    </message>
    <message>
        <source>{before}, split = {column}</source>
        <translation>{before}，划分 = {column}</translation>
    </message>
    <message>
        <source>{before}, group = {column}</source>
        <translation>{before}，分组 = {column}</translation>
    </message>
    <message>
        <source>{before}; none holds the class</source>
        <translation>{before}；没有一列是类别</translation>
    </message>
    <message>
        <source>{refusal}; its pictures stay unlabelled</source>
        <translation>{refusal}；其中的图片保持未标注</translation>
    </message>
    <message>
        <source>“{name}” cannot be the name of a class, but “{usable}” can</source>
        <translation>“{name}”不能作为类别的名称，但“{usable}”可以</translation>
    </message>
    <message>
        <source>“{name}” cannot be the name of a class</source>
        <translation>“{name}”不能作为类别的名称</translation>
    </message>
</context>
</TS>
