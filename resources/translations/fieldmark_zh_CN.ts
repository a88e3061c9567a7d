<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
<context>
    <name></name>
    <message>
        <location filename="../../gui/widgets/task_bar.py" line="24"/>
        <source>{seconds} s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../gui/widgets/task_bar.py" line="27"/>
        <source>{minutes} min {seconds} s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../gui/widgets/task_bar.py" line="29"/>
        <source>{minutes} min</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../gui/widgets/task_bar.py" line="30"/>
        <source>{hours} h {minutes} min</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Actions</name>
    <message>
        <location filename="../../gui/actions.py" line="27"/>
        <source>Project</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../gui/actions.py" line="27"/>
        <source>Edit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../gui/actions.py" line="27"/>
        <source>Go</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../gui/actions.py" line="30"/>
        <source>New project …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../gui/actions.py" line="31"/>
        <source>Open project …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../gui/actions.py" line="32"/>
        <source>Open the sample</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../gui/actions.py" line="33"/>
        <source>Import folders …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../gui/actions.py" line="34"/>
        <source>Close project</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../gui/actions.py" line="35"/>
        <source>First steps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../gui/actions.py" line="36"/>
        <source>Quit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../gui/actions.py" line="37"/>
        <source>Undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../gui/actions.py" line="38"/>
        <source>Redo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../gui/actions.py" line="39"/>
        <source>Take off the labels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../gui/actions.py" line="40"/>
        <source>Take out of the project</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../gui/actions.py" line="41"/>
        <source>Label</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../gui/actions.py" line="42"/>
        <source>Train</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../gui/actions.py" line="43"/>
        <source>Evaluate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../gui/actions.py" line="44"/>
        <source>Classify</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CellDelegate</name>
    <message>
        <location filename="../../gui/widgets/cell_delegate.py" line="133"/>
        <source>unlabelled</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ClassModel</name>
    <message>
        <location filename="../../gui/models/class_model.py" line="57"/>
        <source>{0}, {1} pictures, key {2}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ClassPanel</name>
    <message>
        <location filename="../../gui/widgets/class_panel.py" line="34"/>
        <source>Classes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../gui/widgets/class_panel.py" line="37"/>
        <source>+ New class (N)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../gui/widgets/class_panel.py" line="38"/>
        <source>Name of a new class</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../gui/widgets/class_panel.py" line="95"/>
        <source>Show only these pictures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../gui/widgets/class_panel.py" line="96"/>
        <source>Rename</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../gui/widgets/class_panel.py" line="97"/>
        <source>Colour …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../gui/widgets/class_panel.py" line="98"/>
        <source>Move up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../gui/widgets/class_panel.py" line="99"/>
        <source>Move down</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../gui/widgets/class_panel.py" line="100"/>
        <source>Delete</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ClassifyPage</name>
    <message>
        <location filename="../../gui/pages/classify_page.py" line="67"/>
        <source>Model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../gui/pages/classify_page.py" line="72"/>
        <source>Least sure first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../gui/pages/classify_page.py" line="73"/>
        <source>Export CSV …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../gui/pages/classify_page.py" line="74"/>
        <source>Classify a folder …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../gui/pages/classify_page.py" line="88"/>
        <source>No model yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../gui/pages/classify_page.py" line="89"/>
        <source>Train one with your labelled pictures, then let it sort the rest.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../gui/pages/classify_page.py" line="90"/>
        <source>Train a model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../gui/pages/classify_page.py" line="94"/>
        <source>Drop a folder to classify it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../gui/pages/classify_page.py" line="95"/>
        <source>The answers appear as they come, with the most probable classes under each picture.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../gui/pages/classify_page.py" line="96"/>
        <source>Choose a folder …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../gui/pages/classify_page.py" line="104"/>
        <source>Click a picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../gui/pages/classify_page.py" line="105"/>
        <source>Show where the evidence lies</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../gui/pages/classify_page.py" line="110"/>
        <source>Opacity of the heatmap</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../gui/pages/classify_page.py" line="113"/>
        <source>Opacity</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../gui/pages/classify_page.py" line="121"/>
        <source>Saliency</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../gui/pages/classify_page.py" line="122"/>
        <source>Answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../gui/pages/classify_page.py" line="140"/>
        <source>{0} cannot be read: {1}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../gui/pages/classify_page.py" line="164"/>
        <source>Classifying {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../gui/pages/classify_page.py" line="194"/>
        <source>Choose a folder of pictures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../gui/pages/classify_page.py" line="199"/>
        <source>Export the answers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../gui/pages/classify_page.py" line="199"/>
        <source>Tables (*.csv)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../gui/pages/classify_page.py" line="233"/>
        <source>Looking for the evidence …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../gui/pages/classify_page.py" line="244"/>
        <source>{0} for “{1}”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../gui/pages/classify_page.py" line="276"/>
        <source>All</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../gui/pages/classify_page.py" line="276"/>
        <source>Unreadable</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ConfidenceBars</name>
    <message>
        <location filename="../../gui/widgets/confidence_bars.py" line="26"/>
        <source>Probabilities</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ConfusionView</name>
    <message>
        <location filename="../../gui/widgets/confusion_view.py" line="42"/>
        <source>Confusion matrix: rows are the truth, columns what the model says</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../gui/widgets/confusion_view.py" line="71"/>
        <source>{truth} rightly named: {count}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../gui/widgets/confusion_view.py" line="72"/>
        <source>{truth} taken for {predicted}: {count}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CurveChart</name>
    <message>
        <location filename="../../gui/widgets/chart.py" line="102"/>
        <source>training</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../gui/widgets/chart.py" line="102"/>
        <source>validation</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>EvaluatePage</name>
    <message>
        <location filename="../../gui/pages/evaluate_page.py" line="39"/>
        <location filename="../../gui/pages/evaluate_page.py" line="103"/>
        <source>Model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../gui/pages/evaluate_page.py" line="41"/>
        <source>Evaluate again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../gui/pages/evaluate_page.py" line="56"/>
        <source>Class</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../gui/pages/evaluate_page.py" line="56"/>
        <source>Precision</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../gui/pages/evaluate_page.py" line="56"/>
        <source>Recall</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../gui/pages/evaluate_page.py" line="56"/>
        <source>F1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../gui/pages/evaluate_page.py" line="56"/>
        <location filename="../../gui/pages/evaluate_page.py" line="104"/>
        <source>Pictures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../gui/pages/evaluate_page.py" line="57"/>
        <source>Scores by class</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../gui/pages/evaluate_page.py" line="66"/>
        <source>Confusion: rows are the truth</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../gui/pages/evaluate_page.py" line="66"/>
        <source>By class</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../gui/pages/evaluate_page.py" line="74"/>
        <location filename="../../gui/pages/evaluate_page.py" line="186"/>
        <source>Worst mistakes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../gui/pages/evaluate_page.py" line="75"/>
        <source>No mistakes on these pictures.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../gui/pages/evaluate_page.py" line="86"/>
        <source>No model yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../gui/pages/evaluate_page.py" line="87"/>
        <source>Train one, and see here where it is right and where it is not.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../gui/pages/evaluate_page.py" line="88"/>
        <source>Train a model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../gui/pages/evaluate_page.py" line="90"/>
        <source>Not evaluated yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../gui/pages/evaluate_page.py" line="90"/>
        <source>Evaluate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../gui/pages/evaluate_page.py" line="102"/>
        <source>Accuracy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../gui/pages/evaluate_page.py" line="104"/>
        <source>Click a cell of the confusion matrix to see its pictures.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../gui/pages/evaluate_page.py" line="133"/>
        <source>{0} training pictures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../gui/pages/evaluate_page.py" line="155"/>
        <source>Evaluating {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../gui/pages/evaluate_page.py" line="173"/>
        <source>test</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../gui/pages/evaluate_page.py" line="173"/>
        <source>validation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../gui/pages/evaluate_page.py" line="173"/>
        <source>training</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../gui/pages/evaluate_page.py" line="174"/>
        <source>of {0} pictures of the {1} split
balanced over the classes: {2}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../gui/pages/evaluate_page.py" line="195"/>
        <source>{0} recognized: {1} pictures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../gui/pages/evaluate_page.py" line="197"/>
        <source>{0} taken for {1}: {2} pictures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../gui/pages/evaluate_page.py" line="208"/>
        <source>No pictures.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Gallery</name>
    <message>
        <location filename="../../gui/widgets/gallery.py" line="76"/>
        <source>Pictures</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>HelpDialog</name>
    <message>
        <location filename="../../gui/dialogs/help_dialog.py" line="18"/>
        <source>First steps</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ImageView</name>
    <message>
        <location filename="../../gui/widgets/image_view.py" line="43"/>
        <source>Picture</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ImportDialog</name>
    <message>
        <location filename="../../gui/dialogs/import_dialog.py" line="18"/>
        <source>Import pictures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../gui/dialogs/import_dialog.py" line="22"/>
        <source>How are the pictures in “{0}” labelled?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../gui/dialogs/import_dialog.py" line="24"/>
        <source>By folder: each subfolder is a class</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../gui/dialogs/import_dialog.py" line="25"/>
        <source>Not yet: I label them here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../gui/dialogs/import_dialog.py" line="26"/>
        <source>By a CSV file with a path and a class in each row …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../gui/dialogs/import_dialog.py" line="27"/>
        <source>Take folders named train, val and test as the split</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../gui/dialogs/import_dialog.py" line="29"/>
        <source>The pictures stay where they are; Fieldmark only remembers their place.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../gui/dialogs/import_dialog.py" line="34"/>
        <source>Import</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../gui/dialogs/import_dialog.py" line="36"/>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../gui/dialogs/import_dialog.py" line="56"/>
        <source>Choose a label file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../gui/dialogs/import_dialog.py" line="56"/>
        <source>Tables (*.csv *.tsv *.txt)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../gui/dialogs/import_dialog.py" line="59"/>
        <source>By the file {0}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LabelPage</name>
    <message>
        <location filename="../../gui/pages/label_page.py" line="66"/>
        <source>Search names and classes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../gui/pages/label_page.py" line="67"/>
        <source>Search</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../gui/pages/label_page.py" line="70"/>
        <source>All</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../gui/pages/label_page.py" line="70"/>
        <source>Unlabelled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../gui/pages/label_page.py" line="74"/>
        <location filename="../../gui/pages/label_page.py" line="75"/>
        <source>Thumbnail size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../gui/pages/label_page.py" line="88"/>
        <source>Drop folders of pictures here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../gui/pages/label_page.py" line="89"/>
        <source>Subfolders can become classes. The pictures stay where they are.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../gui/pages/label_page.py" line="90"/>
        <source>Choose folders …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../gui/pages/label_page.py" line="93"/>
        <source>Nothing here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../gui/pages/label_page.py" line="93"/>
        <source>No picture fits the filter.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../gui/pages/label_page.py" line="93"/>
        <source>Show all pictures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../gui/pages/label_page.py" line="101"/>
        <source>Classes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../gui/pages/label_page.py" line="102"/>
        <location filename="../../gui/pages/label_page.py" line="258"/>
        <source>Selection</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../gui/pages/label_page.py" line="103"/>
        <source>A digit or a click on a class labels the selection. Delete takes the label off.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../gui/pages/label_page.py" line="104"/>
        <source>Keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../gui/pages/label_page.py" line="190"/>
        <source>Colour of {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../gui/pages/label_page.py" line="258"/>
        <source>{0} selected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../gui/pages/label_page.py" line="263"/>
        <source>Click a picture; Ctrl and Shift or a dragged frame select more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../gui/pages/label_page.py" line="272"/>
        <source>training</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../gui/pages/label_page.py" line="272"/>
        <source>validation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../gui/pages/label_page.py" line="272"/>
        <source>test</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../gui/pages/label_page.py" line="277"/>
        <source>{0} cannot be read: {1}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <location filename="../../gui/main_window.py" line="88"/>
        <location filename="../../gui/main_window.py" line="89"/>
        <source>Menu</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../gui/main_window.py" line="130"/>
        <source>The answers are in {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../gui/main_window.py" line="158"/>
        <source>This project can only be looked at: {0}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../gui/main_window.py" line="158"/>
        <source>Nothing you do here changes it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../gui/main_window.py" line="170"/>
        <source>Open a project: a folder whose name ends in .fieldmark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../gui/main_window.py" line="175"/>
        <source>Preparing the sample project</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../gui/main_window.py" line="178"/>
        <source>Choose a folder of pictures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../gui/main_window.py" line="195"/>
        <source>Importing pictures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../gui/main_window.py" line="202"/>
        <source>{0} pictures imported.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../gui/main_window.py" line="204"/>
        <source>{0} files were skipped: already here, or no pictures.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../gui/main_window.py" line="207"/>
        <source>{0} cannot be read, the first: {1} ({2}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../gui/main_window.py" line="226"/>
        <source>{0} is ready: {1} right on validation pictures.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../gui/main_window.py" line="243"/>
        <source>All changes saved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../gui/main_window.py" line="245"/>
        <source>All changes saved · Ctrl+Z: {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../gui/main_window.py" line="260"/>
        <source>Drop to classify</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../gui/main_window.py" line="260"/>
        <source>Drop to import these pictures</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MessageBar</name>
    <message>
        <location filename="../../gui/widgets/parts.py" line="130"/>
        <location filename="../../gui/widgets/parts.py" line="131"/>
        <source>Dismiss</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>NewProjectDialog</name>
    <message>
        <location filename="../../gui/dialogs/new_project_dialog.py" line="29"/>
        <source>New project</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../gui/dialogs/new_project_dialog.py" line="32"/>
        <source>Garden insects</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../gui/dialogs/new_project_dialog.py" line="33"/>
        <location filename="../../gui/dialogs/new_project_dialog.py" line="43"/>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../gui/dialogs/new_project_dialog.py" line="35"/>
        <location filename="../../gui/dialogs/new_project_dialog.py" line="44"/>
        <source>Folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../gui/dialogs/new_project_dialog.py" line="36"/>
        <source>Choose …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../gui/dialogs/new_project_dialog.py" line="50"/>
        <source>Create</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../gui/dialogs/new_project_dialog.py" line="52"/>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../gui/dialogs/new_project_dialog.py" line="70"/>
        <source>Where should the project go?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../gui/dialogs/new_project_dialog.py" line="80"/>
        <source>There is already a project of this name in this folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../gui/dialogs/new_project_dialog.py" line="82"/>
        <source>Fieldmark will make the folder {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../gui/dialogs/new_project_dialog.py" line="84"/>
        <source>Give the project a name; your pictures stay where they are.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Rail</name>
    <message>
        <location filename="../../gui/widgets/rail.py" line="67"/>
        <source>Steps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../gui/widgets/rail.py" line="74"/>
        <source>Label</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../gui/widgets/rail.py" line="75"/>
        <source>Train</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../gui/widgets/rail.py" line="76"/>
        <source>Evaluate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../gui/widgets/rail.py" line="77"/>
        <source>Classify</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SampleModel</name>
    <message>
        <location filename="../../gui/models/sample_model.py" line="90"/>
        <source>unlabelled</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TaskBar</name>
    <message>
        <location filename="../../gui/widgets/task_bar.py" line="47"/>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../gui/widgets/task_bar.py" line="100"/>
        <source>{done} of {total}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../gui/widgets/task_bar.py" line="104"/>
        <source>{time} left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../gui/widgets/task_bar.py" line="127"/>
        <source>Cancelling …</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TrainPage</name>
    <message>
        <location filename="../../gui/pages/train_page.py" line="60"/>
        <source>Train</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../gui/pages/train_page.py" line="61"/>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../gui/pages/train_page.py" line="86"/>
        <source>Instant</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../gui/pages/train_page.py" line="86"/>
        <source>A linear head on frozen features: seconds, strong with few pictures.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../gui/pages/train_page.py" line="87"/>
        <source>Fine-tune</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../gui/pages/train_page.py" line="87"/>
        <source>All layers learn: minutes on a CPU, best with hundreds of pictures.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../gui/pages/train_page.py" line="92"/>
        <source>Loss</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../gui/pages/train_page.py" line="92"/>
        <location filename="../../gui/pages/train_page.py" line="100"/>
        <source>Accuracy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../gui/pages/train_page.py" line="100"/>
        <source>Model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../gui/pages/train_page.py" line="100"/>
        <location filename="../../gui/pages/train_page.py" line="140"/>
        <source>Recipe</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../gui/pages/train_page.py" line="100"/>
        <source>Balanced</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../gui/pages/train_page.py" line="100"/>
        <source>Time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../gui/pages/train_page.py" line="100"/>
        <source>Ended</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../gui/pages/train_page.py" line="101"/>
        <source>Models of this project</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../gui/pages/train_page.py" line="103"/>
        <source>Models</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../gui/pages/train_page.py" line="104"/>
        <source>None yet. Choose a preset and press Train.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../gui/pages/train_page.py" line="120"/>
        <location filename="../../gui/pages/train_page.py" line="125"/>
        <source>Architecture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../gui/pages/train_page.py" line="127"/>
        <location filename="../../gui/pages/train_page.py" line="132"/>
        <source>Weights</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../gui/pages/train_page.py" line="128"/>
        <source>Pretrained, downloaded once</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../gui/pages/train_page.py" line="129"/>
        <source>From scratch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../gui/pages/train_page.py" line="130"/>
        <source>Choose a weights pack …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../gui/pages/train_page.py" line="134"/>
        <source>All settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../gui/pages/train_page.py" line="179"/>
        <source>A folder with config.json and model.safetensors</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../gui/pages/train_page.py" line="190"/>
        <source>Any timm name will do.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../gui/pages/train_page.py" line="192"/>
        <source>{0} M parameters · {1} px · {2}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../gui/pages/train_page.py" line="197"/>
        <source>Fetched from the model hub at the first training, then kept. Nothing else uses the network.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../gui/pages/train_page.py" line="198"/>
        <source>No prior knowledge: needs more pictures and time; always trains all layers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../gui/pages/train_page.py" line="221"/>
        <source>Training</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../gui/pages/train_page.py" line="279"/>
        <source>{0} labelled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../gui/pages/train_page.py" line="280"/>
        <source>{0} classes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../gui/pages/train_page.py" line="283"/>
        <source>split {0} / {1} / {2}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>WelcomePage</name>
    <message>
        <location filename="../../gui/pages/welcome_page.py" line="32"/>
        <source>New project</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../gui/pages/welcome_page.py" line="33"/>
        <source>Open project …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../gui/pages/welcome_page.py" line="34"/>
        <source>Open the sample</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../gui/pages/welcome_page.py" line="37"/>
        <source>Recent projects</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../gui/pages/welcome_page.py" line="50"/>
        <source>Teach your computer what you see</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../gui/pages/welcome_page.py" line="53"/>
        <source>Label some of your pictures, train with one button, and let Fieldmark sort the rest. No picture leaves this machine.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../gui/pages/welcome_page.py" line="71"/>
        <source>Or drop a folder of pictures anywhere on this window.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>_NameLine</name>
    <message>
        <location filename="../../gui/widgets/class_panel.py" line="151"/>
        <source>New name</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>_RecentEntry</name>
    <message>
        <location filename="../../gui/pages/welcome_page.py" line="112"/>
        <source>not there: {0}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>changes</name>
    <message>
        <location filename="../../engine/operations/importing.py" line="82"/>
        <source>Import {count} pictures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../engine/project/changes.py" line="26"/>
        <source>Label {count} as {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../engine/project/changes.py" line="35"/>
        <source>Take the label off {count}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../engine/project/changes.py" line="43"/>
        <source>Add the class {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../engine/project/changes.py" line="50"/>
        <source>Rename {old} to {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../engine/project/changes.py" line="55"/>
        <source>Recolour {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../engine/project/changes.py" line="66"/>
        <source>Reorder the classes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../engine/project/changes.py" line="74"/>
        <source>Delete the class {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../engine/project/changes.py" line="81"/>
        <source>Split {count} pictures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../engine/project/changes.py" line="88"/>
        <source>Take {count} out of the project</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>doctor</name>
    <message>
        <location filename="../../engine/operations/doctor.py" line="51"/>
        <source>not installed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../engine/operations/doctor.py" line="62"/>
        <source>all there</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../engine/operations/doctor.py" line="85"/>
        <source>not reachable: use a weights pack or train from scratch; all else works offline</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../engine/operations/doctor.py" line="87"/>
        <source>reachable</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../engine/operations/doctor.py" line="91"/>
        <source>Looking at versions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../engine/operations/doctor.py" line="92"/>
        <source>Looking for a GPU</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../engine/operations/doctor.py" line="93"/>
        <source>Looking at the window system</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../engine/operations/doctor.py" line="94"/>
        <source>Trying the folders</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../engine/operations/doctor.py" line="95"/>
        <source>Trying the network</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>errors</name>
    <message>
        <location filename="../../engine/errors.py" line="61"/>
        <source>The folder {folder} does not exist.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../engine/errors.py" line="62"/>
        <location filename="../../engine/errors.py" line="68"/>
        <location filename="../../engine/errors.py" line="119"/>
        <location filename="../../engine/errors.py" line="149"/>
        <location filename="../../engine/errors.py" line="161"/>
        <location filename="../../engine/errors.py" line="167"/>
        <location filename="../../engine/errors.py" line="188"/>
        <location filename="../../engine/errors.py" line="214"/>
        <source>Nothing was changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../engine/errors.py" line="63"/>
        <source>Check the name, or plug in the drive that it is on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../engine/errors.py" line="67"/>
        <source>There is no picture in {folder}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../engine/errors.py" line="69"/>
        <source>Choose a folder that holds pictures such as JPEG, PNG, TIFF or WebP files.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../engine/errors.py" line="75"/>
        <source>The picture {path} cannot be read: {reason}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../engine/errors.py" line="76"/>
        <source>The file was left as it is.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../engine/errors.py" line="77"/>
        <source>Open it in a picture viewer to see whether it is damaged, or leave it out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../engine/errors.py" line="85"/>
        <source>The label file {file} cannot be used: {reason}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../engine/errors.py" line="86"/>
        <source>Nothing was imported.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../engine/errors.py" line="87"/>
        <source>It needs one row a picture: the path of the picture, then the name of its class.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../engine/errors.py" line="91"/>
        <source>Training needs at least two classes with labelled pictures; this project has {count}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../engine/errors.py" line="92"/>
        <source>All labels are kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../engine/errors.py" line="93"/>
        <source>Label a few pictures of a second class, then train again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../engine/errors.py" line="97"/>
        <source>The class “{name}” has no picture in the training split.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../engine/errors.py" line="98"/>
        <location filename="../../engine/errors.py" line="194"/>
        <location filename="../../engine/errors.py" line="202"/>
        <source>All labels are kept; nothing was trained.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../engine/errors.py" line="99"/>
        <source>Add training pictures of that class, or import with the automatic split.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../engine/errors.py" line="103"/>
        <source>The {split} split of this project holds no labelled picture of the model&apos;s classes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../engine/errors.py" line="104"/>
        <source>The project and its models are as they were.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../engine/errors.py" line="105"/>
        <source>Label more pictures, or evaluate on another split.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../engine/errors.py" line="109"/>
        <source>“{value}” cannot be used for {field}: {reason}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../engine/errors.py" line="110"/>
        <location filename="../../engine/errors.py" line="182"/>
        <source>Nothing was started.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../engine/errors.py" line="111"/>
        <source>Choose another value.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../engine/errors.py" line="118"/>
        <source>There is no Fieldmark project at {folder}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../engine/errors.py" line="120"/>
        <source>Open a folder whose name ends in .fieldmark, or make a new project.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../engine/errors.py" line="124"/>
        <source>There is already something at {folder}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../engine/errors.py" line="125"/>
        <location filename="../../engine/errors.py" line="131"/>
        <source>It was left as it is.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../engine/errors.py" line="126"/>
        <source>Open it, or choose another name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../engine/errors.py" line="130"/>
        <source>The project {folder} was written by a newer Fieldmark (version {found}, this one reads {known}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../engine/errors.py" line="132"/>
        <source>Update Fieldmark to open it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../engine/errors.py" line="136"/>
        <source>The project file of {folder} is damaged: {reason}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../engine/errors.py" line="137"/>
        <source>It was left as it is; the pictures themselves are not in it and are safe.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../engine/errors.py" line="138"/>
        <source>Restore project.db from a backup of that folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../engine/errors.py" line="142"/>
        <source>The project {folder} cannot be changed: {reason}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../engine/errors.py" line="143"/>
        <source>Everything in it can be looked at; nothing was lost.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../engine/errors.py" line="144"/>
        <source>Close the other window, or copy the project to a folder you may write to.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../engine/errors.py" line="148"/>
        <source>The folder {folder} cannot be written to: {reason}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../engine/errors.py" line="150"/>
        <source>Choose a folder that is yours, or free some space on the disk.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../engine/errors.py" line="154"/>
        <source>This change no longer fits the project: something else changed the same labels in between.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../engine/errors.py" line="155"/>
        <source>The project is as it was before the change.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../engine/errors.py" line="156"/>
        <source>Look at the labels again, then repeat the change.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../engine/errors.py" line="160"/>
        <source>There is a class named “{name}” already.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../engine/errors.py" line="162"/>
        <source>Choose another name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../engine/errors.py" line="166"/>
        <source>“{name}” cannot be the name of a class.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../engine/errors.py" line="168"/>
        <source>Use at least one letter or digit, and none of / \ : * ? &quot; &lt; &gt; | (classes become folder names).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../engine/errors.py" line="172"/>
        <source>The last change could not be saved: {reason}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../engine/errors.py" line="173"/>
        <source>Everything before it is safe on the disk.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../engine/errors.py" line="174"/>
        <source>Free some space or plug the drive in again, then repeat the change.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../engine/errors.py" line="181"/>
        <source>There is no architecture named “{name}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../engine/errors.py" line="183"/>
        <source>Near ones are: {near}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../engine/errors.py" line="187"/>
        <source>The architecture “{name}” cannot do this: {reason}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../engine/errors.py" line="189"/>
        <source>Choose another architecture, or the preset Fine-tune.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../engine/errors.py" line="193"/>
        <source>The pretrained weights of “{name}” could not be downloaded: {reason}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../engine/errors.py" line="195"/>
        <source>Two ways on: choose a weights pack (a folder with config.json and model.safetensors), or train from scratch.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../engine/errors.py" line="201"/>
        <source>The weights in {folder} cannot be used: {reason}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../engine/errors.py" line="203"/>
        <source>Choose a weights pack made for “{name}”, or train from scratch.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../engine/errors.py" line="207"/>
        <source>The training broke off in epoch {epoch}: its loss was no longer a number (learning rate {rate}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../engine/errors.py" line="208"/>
        <source>All labels and earlier models are kept; this training left no model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../engine/errors.py" line="209"/>
        <source>Train again with a smaller learning rate, or leave it at 0 to have one chosen.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../engine/errors.py" line="213"/>
        <source>There is no model at {folder}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../engine/errors.py" line="215"/>
        <source>Train one first, or choose a folder that holds model.json and model.safetensors.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../engine/errors.py" line="219"/>
        <source>The model in {folder} cannot be used: {reason}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../engine/errors.py" line="220"/>
        <source>Its files were left as they are; your labels are not in it and are safe.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../engine/errors.py" line="221"/>
        <source>Copy the whole model folder again, or train it anew.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../engine/errors.py" line="225"/>
        <source>The file {file} cannot be written: {reason}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../engine/errors.py" line="226"/>
        <source>Nothing else was changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../engine/errors.py" line="227"/>
        <source>Close it in other programs, or choose another place.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../engine/operations/label_file.py" line="24"/>
        <source>it is not UTF-8 text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../engine/operations/label_file.py" line="28"/>
        <source>it has fewer than two columns</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>fields</name>
    <message>
        <location filename="../../engine/fields.py" line="53"/>
        <source>say yes or no</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../engine/fields.py" line="58"/>
        <source>a number is needed</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>operations</name>
    <message>
        <location filename="../../engine/classifier/embedding.py" line="22"/>
        <source>Embedding pictures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../engine/classifier/finetuning.py" line="27"/>
        <source>Training</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../engine/classifier/inference.py" line="19"/>
        <source>Classifying pictures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../engine/classifier/training.py" line="27"/>
        <source>Loading the network</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../engine/classifier/training.py" line="28"/>
        <source>Fitting the head</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../engine/classifier/weights.py" line="33"/>
        <source>Downloading weights</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../engine/operations/classifying.py" line="57"/>
        <location filename="../../engine/operations/importing.py" line="55"/>
        <source>Looking for pictures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../engine/operations/classifying.py" line="65"/>
        <location filename="../../engine/operations/evaluating.py" line="56"/>
        <location filename="../../engine/operations/explaining.py" line="34"/>
        <source>Loading the model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../engine/operations/demo.py" line="54"/>
        <source>Writing the report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../engine/operations/explaining.py" line="39"/>
        <source>Finding the evidence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../engine/operations/importing.py" line="76"/>
        <source>Importing pictures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../engine/operations/learning.py" line="21"/>
        <source>Loading the learning engine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../engine/operations/sample_project.py" line="42"/>
        <source>Writing the sample pictures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../engine/operations/training.py" line="43"/>
        <source>Preparing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../engine/operations/training.py" line="58"/>
        <source>Saving the model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../engine/operations/training.py" line="95"/>
        <source>The class “{name}” has only one labelled picture: it was learned from, but could not be checked.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../engine/operations/training.py" line="102"/>
        <source>{count} pictures could not be read and were left out, the first: {path} ({reason}).</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>project</name>
    <message>
        <location filename="../../engine/project/project.py" line="88"/>
        <source>the folder is read-only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../engine/project/project.py" line="93"/>
        <source>it is open in another window or command</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>recipe</name>
    <message>
        <location filename="../../engine/classifier/recipe.py" line="21"/>
        <source>Preset</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../engine/classifier/recipe.py" line="22"/>
        <source>Instant fits a linear head on frozen features; fine-tuning trains every layer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../engine/classifier/recipe.py" line="27"/>
        <source>Architecture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../engine/classifier/recipe.py" line="28"/>
        <source>A network by its timm name; empty takes that of the weights pack, or the recommended one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../engine/classifier/recipe.py" line="32"/>
        <source>Weights</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../engine/classifier/recipe.py" line="33"/>
        <source>“pretrained” downloads them, “none” starts from scratch, a folder is a weights pack.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../engine/classifier/recipe.py" line="36"/>
        <source>Picture size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../engine/classifier/recipe.py" line="36"/>
        <source>Side in pixels; 0 takes the architecture&apos;s own.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../engine/classifier/recipe.py" line="40"/>
        <source>Fit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../engine/classifier/recipe.py" line="41"/>
        <source>center cuts the edges, squash distorts, border keeps the whole picture and pads.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../engine/classifier/recipe.py" line="44"/>
        <source>Epochs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../engine/classifier/recipe.py" line="44"/>
        <source>Passes over the training pictures.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../engine/classifier/recipe.py" line="45"/>
        <source>Batch size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../engine/classifier/recipe.py" line="45"/>
        <source>Pictures a step.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../engine/classifier/recipe.py" line="47"/>
        <source>Learning rate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../engine/classifier/recipe.py" line="47"/>
        <source>0 chooses one for the preset and weights.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../engine/classifier/recipe.py" line="50"/>
        <source>Weight decay</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../engine/classifier/recipe.py" line="50"/>
        <source>Pulls weights towards zero (AdamW).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../engine/classifier/recipe.py" line="53"/>
        <source>Warm-up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../engine/classifier/recipe.py" line="53"/>
        <source>Epochs in which the learning rate rises.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../engine/classifier/recipe.py" line="56"/>
        <source>Label smoothing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../engine/classifier/recipe.py" line="56"/>
        <source>Share of certainty taken from each label.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../engine/classifier/recipe.py" line="60"/>
        <source>Patience</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../engine/classifier/recipe.py" line="61"/>
        <source>Epochs without improvement before training stops; 0 never stops early.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../engine/classifier/recipe.py" line="67"/>
        <source>Keep batch-norm statistics</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../engine/classifier/recipe.py" line="68"/>
        <source>Right for small sets with pretrained weights; ignored when training from scratch.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../engine/classifier/recipe.py" line="72"/>
        <source>Smallest crop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../engine/classifier/recipe.py" line="73"/>
        <source>Least share of the picture that a random training crop shows.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../engine/classifier/recipe.py" line="78"/>
        <source>Mirror</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../engine/classifier/recipe.py" line="78"/>
        <source>Chance of a left-right flip; 0 for text and digits.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../engine/classifier/recipe.py" line="81"/>
        <source>Upside down</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../engine/classifier/recipe.py" line="81"/>
        <source>Chance of a top-bottom flip, for microscopes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../engine/classifier/recipe.py" line="84"/>
        <source>Colour jitter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../engine/classifier/recipe.py" line="84"/>
        <source>Strength of random brightness, contrast and colour.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../engine/classifier/recipe.py" line="87"/>
        <source>Random erasing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../engine/classifier/recipe.py" line="87"/>
        <source>Chance that a patch is blanked out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../engine/classifier/recipe.py" line="91"/>
        <source>Head regularization</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../engine/classifier/recipe.py" line="92"/>
        <source>Strength of the L2 penalty on the linear head (1 / C).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../engine/classifier/recipe.py" line="96"/>
        <source>Seed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../engine/classifier/recipe.py" line="96"/>
        <source>The same seed repeats the same run.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>settings</name>
    <message>
        <location filename="../../engine/settings.py" line="22"/>
        <source>Appearance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../engine/settings.py" line="23"/>
        <source>Follow the system, or always light or dark.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../engine/settings.py" line="28"/>
        <source>Language</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../engine/settings.py" line="29"/>
        <source>Follow the system, or always English or Chinese.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../engine/settings.py" line="33"/>
        <source>Thumbnail width</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../engine/settings.py" line="33"/>
        <source>Width of a cell of the grid, in pixels.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
