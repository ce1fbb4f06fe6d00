<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de">
<context>
    <name>app.workspaces.review</name>
    <message>
        <location filename="../../../app/workspaces/review/dataset_dialog.py"/>
        <source>Keep the one that is there</source>
        <translation>Das vorhandene behalten</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/dataset_dialog.py"/>
        <source>Replace it</source>
        <translation>Ersetzen</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/dataset_dialog.py"/>
        <source>Add it as another pair</source>
        <translation>Als weiteres Paar hinzufügen</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/dataset_dialog.py"/>
        <source>Folder of the dataset</source>
        <translation>Ordner des Datensatzes</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/dataset_dialog.py"/>
        <source>Add to the dataset in</source>
        <translation>Zum Datensatz hinzufügen in</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/dataset_dialog.py"/>
        <source>A new folder, or one to which you added frames</source>
        <translation>Ein neuer Ordner, oder einer, zu dem schon Bilder hinzugefügt wurden</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/dataset_dialog.py"/>
        <source>A frame that is there with another mask</source>
        <translation>Ein Bild, das mit anderer Maske vorhanden ist</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/dataset_dialog.py"/>
        <source>Licence</source>
        <translation>Lizenz</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/dataset_dialog.py"/>
        <source>Note</source>
        <translation>Notiz</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/dataset_dialog.py"/>
        <source>Recordings</source>
        <translation>Aufnahmen</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/dataset_dialog.py"/>
        <source>Frames</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/dataset_dialog.py"/>
        <source>Dataset</source>
        <translation>Datensatz</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/dataset_dialog.py"/>
        <source>Privacy</source>
        <translation>Datenschutz</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/dataset_dialog.py"/>
        <source>Choose a folder.</source>
        <translation>Einen Ordner wählen.</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/dataset_dialog.py"/>
        <source>Add frames of {name} to a dataset</source>
        <translation>Bilder von {name} zu einem Datensatz hinzufügen</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/dataset_dialog.py"/>
        <source>Add frames to a dataset</source>
        <translation>Bilder zu einem Datensatz hinzufügen</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/dataset_dialog.py"/>
        <source>Add to dataset</source>
        <translation>Zum Datensatz hinzufügen</translation>
    </message>
    <message numerus="yes">
        <location filename="../../../app/workspaces/review/dataset_dialog.py"/>
        <source>{n} frames</source>
        <extracomment>Singular: {n} frame</extracomment>
        <translation>
            <numerusform>{n} Bild</numerusform>
            <numerusform>{n} Bilder</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../../app/workspaces/review/dataset_dialog.py"/>
        <source>{n} frames corrected</source>
        <extracomment>Singular: {n} frame corrected</extracomment>
        <translation>
            <numerusform>{n} Bild korrigiert</numerusform>
            <numerusform>{n} Bilder korrigiert</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../../app/workspaces/review/dataset_dialog.py"/>
        <source>{n} frames verified to show no polyp</source>
        <extracomment>Singular: {n} frame verified to show no polyp</extracomment>
        <translation>
            <numerusform>{n} Bild als polypenfrei bestätigt</numerusform>
            <numerusform>{n} Bilder als polypenfrei bestätigt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../../app/workspaces/review/dataset_dialog.py"/>
        <source>{n} frames carried over from corrected ones (propagated)</source>
        <extracomment>Singular: {n} frame carried over from corrected ones (propagated)</extracomment>
        <translation>
            <numerusform>{n} Bild von korrigierten übertragen</numerusform>
            <numerusform>{n} Bilder von korrigierten übertragen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../../app/workspaces/review/dataset_dialog.py"/>
        <source>{n} frames only pointed at while watching (pointed)</source>
        <extracomment>Singular: {n} frame only pointed at while watching (pointed)</extracomment>
        <translation>
            <numerusform>{n} Bild, auf das beim Ansehen nur gezeigt wurde</numerusform>
            <numerusform>{n} Bilder, auf die beim Ansehen nur gezeigt wurde</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/dataset_dialog.py"/>
        <source>Each recording has the redactions and the crop that were set for it.</source>
        <translation>Jede Aufnahme hat die Schwärzungen und den Zuschnitt, die für sie festgelegt wurden.</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/dataset_dialog.py"/>
        <source>The new files have neutral names, and the table frames.csv names those they come from.</source>
        <translation>Die neuen Dateien haben neutrale Namen; die Tabelle frames.csv nennt die Dateien, aus denen sie stammen.</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/dataset_dialog.py"/>
        <source>The files have neutral names such as recording-001; which recording that is stays on this computer.</source>
        <translation>Die Dateien haben neutrale Namen wie recording-001; welche Aufnahme das ist, bleibt auf diesem Computer.</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/dataset_dialog.py"/>
        <source>Change this under Export &gt; Privacy.</source>
        <translation>Unter Export &gt; Datenschutz änderbar.</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/dataset_dialog.py"/>
        <source>A new dataset in {folder}.</source>
        <translation>Ein neuer Datensatz in {folder}.</translation>
    </message>
    <message numerus="yes">
        <location filename="../../../app/workspaces/review/dataset_dialog.py"/>
        <source>It holds {pairs} pairs and {empty} pictures without a polyp, of {n} recordings.</source>
        <extracomment>Singular: It holds {pairs} pairs and {empty} pictures without a polyp, of {n} recording.</extracomment>
        <translation>
            <numerusform>Er enthält {pairs} Paare und {empty} Bilder ohne Polyp aus {n} Aufnahme.</numerusform>
            <numerusform>Er enthält {pairs} Paare und {empty} Bilder ohne Polyp aus {n} Aufnahmen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../../app/workspaces/review/dataset_dialog.py"/>
        <source>{n} of them are of the chosen recordings.</source>
        <extracomment>Singular: {n} of them is of the chosen recordings.</extracomment>
        <translation>
            <numerusform>{n} davon ist aus den gewählten Aufnahmen.</numerusform>
            <numerusform>{n} davon sind aus den gewählten Aufnahmen.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/review_workspace.py"/>
        <source>Opening {name}…</source>
        <translation>{name} wird geöffnet…</translation>
    </message>
</context>
</TS>
