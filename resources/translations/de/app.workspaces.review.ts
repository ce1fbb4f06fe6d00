<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de">
<context>
    <name>app.workspaces.review</name>
    <message>
        <location filename="../../../app/workspaces/review/connect_actions.py"/>
        <source>Frames between here and the last place have not been analysed yet.</source>
        <translation>Bilder zwischen hier und der letzten Stelle sind noch nicht analysiert.</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/connect_actions.py"/>
        <source>Places marked in grey are still to be checked.</source>
        <translation>Grau markierte Stellen sind noch zu prüfen.</translation>
    </message>
    <message numerus="yes">
        <location filename="../../../app/workspaces/review/connect_actions.py"/>
        <source>The next {n} later frames have not been analysed yet.</source>
        <extracomment>Singular: The next {n} later frame has not been analysed yet.</extracomment>
        <translation>
            <numerusform>Das nächste Bild ist noch nicht analysiert.</numerusform>
            <numerusform>Die nächsten {n} Bilder sind noch nicht analysiert.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../../app/workspaces/review/connect_actions.py"/>
        <source>The next {n} earlier frames have not been analysed yet.</source>
        <extracomment>Singular: The next {n} earlier frame has not been analysed yet.</extracomment>
        <translation>
            <numerusform>Das vorige Bild ist noch nicht analysiert.</numerusform>
            <numerusform>Die {n} Bilder davor sind noch nicht analysiert.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/connect_actions.py"/>
        <source>No later finding in what has been analysed so far.</source>
        <translation>Kein späterer Befund im bisher Analysierten.</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/connect_actions.py"/>
        <source>No earlier finding in what has been analysed so far.</source>
        <translation>Kein früherer Befund im bisher Analysierten.</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/connect_actions.py"/>
        <source>No later finding.</source>
        <translation>Kein späterer Befund.</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/connect_actions.py"/>
        <source>No earlier finding.</source>
        <translation>Kein früherer Befund.</translation>
    </message>
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
        <location filename="../../../app/workspaces/review/export_form.py"/>
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
        <location filename="../../../app/workspaces/review/export_form.py"/>
        <location filename="../../../app/workspaces/review/privacy_editor.py"/>
        <source>Privacy</source>
        <translation>Datenschutz</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/dataset_dialog.py"/>
        <location filename="../../../app/workspaces/review/export_target.py"/>
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
    <message>
        <location filename="../../../app/workspaces/review/dataset_dialog.py"/>
        <source>{folder} cannot be read: {reason}.</source>
        <translation>{folder} kann nicht gelesen werden: {reason}.</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/dataset_dialog.py"/>
        <source>It holds {pairs} and {pictures}, of {recordings}.</source>
        <translation>Er enthält {pairs} und {pictures} aus {recordings}.</translation>
    </message>
    <message numerus="yes">
        <location filename="../../../app/workspaces/review/dataset_dialog.py"/>
        <source>{n} pairs</source>
        <extracomment>Singular: {n} pair</extracomment>
        <translation>
            <numerusform>{n} Paar</numerusform>
            <numerusform>{n} Paare</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../../app/workspaces/review/dataset_dialog.py"/>
        <source>{n} pictures without a polyp</source>
        <extracomment>Singular: {n} picture without a polyp</extracomment>
        <translation>
            <numerusform>{n} Bild ohne Polyp</numerusform>
            <numerusform>{n} Bilder ohne Polyp</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../../app/workspaces/review/dataset_dialog.py"/>
        <source>{n} recordings</source>
        <extracomment>Singular: {n} recording</extracomment>
        <translation>
            <numerusform>{n} Aufnahme</numerusform>
            <numerusform>{n} Aufnahmen</numerusform>
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
        <location filename="../../../app/workspaces/review/dataset_dialog.py"/>
        <location filename="../../../app/workspaces/review/export_dialog.py"/>
        <source>Frame {done} of {total}</source>
        <translation>Bild {done} von {total}</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/details_popover.py"/>
        <source>Frame rate</source>
        <translation>Bildrate</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/details_popover.py"/>
        <source>Network</source>
        <translation>Netz</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/details_popover.py"/>
        <source>Device</source>
        <translation>Gerät</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/details_popover.py"/>
        <source>{state} by the reader</source>
        <translation>{state} (Befunder)</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/details_popover.py"/>
        <source>Diagonal lines: not analysed. Muted, without lines: single frames analysed.</source>
        <translation>Schräge Linien: nicht analysiert. Matt, ohne Linien: einzelne Bilder analysiert.</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/details_popover.py"/>
        <location filename="../../../app/workspaces/review/time_line.py"/>
        <source>Time line</source>
        <translation>Zeitleiste</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/dicom_tags.py"/>
        <source>The recording is no DICOM file, so it has no tags.</source>
        <translation>Die Aufnahme ist keine DICOM-Datei und hat keine Tags.</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/export_dialog.py"/>
        <source>Export {name}</source>
        <translation>{name} exportieren</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/export_dialog.py"/>
        <source>The recording was closed before its length was known. Open it again to export it.</source>
        <translation>Die Aufnahme wurde geschlossen, bevor ihre Länge bekannt war. Zum Exportieren erneut öffnen.</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/export_dialog.py"/>
        <source>The export can start once the length is known: {progress}.</source>
        <translation>Der Export kann beginnen, sobald die Länge bekannt ist: {progress}.</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/export_dialog.py"/>
        <source>Clips and stills of findings, frame {done} of {total}</source>
        <translation>Clips und Standbilder der Befunde, Bild {done} von {total}</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/export_dialog.py"/>
        <source>Frame {done}</source>
        <translation>Bild {done}</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/export_form.py"/>
        <source>filled</source>
        <translation>gefüllt</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/export_form.py"/>
        <source>outline</source>
        <translation>Umriss</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/export_form.py"/>
        <source>heat map</source>
        <translation>Heatmap</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/export_form.py"/>
        <source>{style} with stripes</source>
        <translation>{style} mit Streifen</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/export_form.py"/>
        <source>{style} with dots</source>
        <translation>{style} mit Punkten</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/export_form.py"/>
        <source>Findings: the model is hidden</source>
        <translation>Befunde: das Modell ist ausgeblendet</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/export_form.py"/>
        <source>Findings: none so far</source>
        <translation>Befunde: bisher keine</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/export_form.py"/>
        <source>Range: none is marked</source>
        <translation>Bereich: keiner markiert</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/export_form.py"/>
        <source>Everything</source>
        <translation>Alles</translation>
    </message>
    <message numerus="yes">
        <location filename="../../../app/workspaces/review/export_form.py"/>
        <source>{n} frames, {duration}</source>
        <extracomment>Singular: {n} frame, {duration}</extracomment>
        <translation>
            <numerusform>{n} Bild, {duration}</numerusform>
            <numerusform>{n} Bilder, {duration}</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/export_form.py"/>
        <source>This frame ({number})</source>
        <translation>Dieses Bild ({number})</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/export_form.py"/>
        <source>Range: frames {first} to {last} ({length})</source>
        <translation>Bereich: Bilder {first} bis {last} ({length})</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/export_form.py"/>
        <source>{length}, of what is analysed so far</source>
        <translation>{length}, im bisher Analysierten</translation>
    </message>
    <message numerus="yes">
        <location filename="../../../app/workspaces/review/export_form.py"/>
        <source>{n} findings ({length})</source>
        <extracomment>Singular: {n} finding ({length})</extracomment>
        <translation>
            <numerusform>{n} Befund ({length})</numerusform>
            <numerusform>{n} Befunde ({length})</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/export_form.py"/>
        <source>Everything ({length})</source>
        <translation>Alles ({length})</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/export_form.py"/>
        <source>Clip before the finding, in seconds</source>
        <translation>Clip vor dem Befund, in Sekunden</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/export_form.py"/>
        <source>Clip after the finding, in seconds</source>
        <translation>Clip nach dem Befund, in Sekunden</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/export_form.py"/>
        <source>Name the patient and the study of a DICOM source in DICOM outputs</source>
        <translation>Patient und Studie einer DICOM-Quelle in DICOM-Ausgaben nennen</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/export_form.py"/>
        <source>Otherwise nothing in the outputs identifies the source</source>
        <translation>Sonst ist die Quelle in den Ausgaben nicht erkennbar</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/export_form.py"/>
        <source>Clips from</source>
        <translation>Clips von</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/export_form.py"/>
        <source>s before a finding to</source>
        <translation>s vor einem Befund bis</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/export_form.py"/>
        <source>s after it, within the chosen frames</source>
        <translation>s danach, innerhalb der gewählten Bilder</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/export_form.py"/>
        <source>Outputs</source>
        <translation>Ausgaben</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/export_form.py"/>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/export_form.py"/>
        <location filename="../../../app/workspaces/review/overlay_panel.py"/>
        <location filename="../../../app/workspaces/review/side_panel.py"/>
        <source>Overlay</source>
        <translation>Überlagerung</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/export_form.py"/>
        <source>{name} in violet, with columns in the table of frames</source>
        <translation>{name} in Violett, mit Spalten in der Tabelle der Bilder</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/export_form.py"/>
        <location filename="../../../app/workspaces/review/side_panel.py"/>
        <source>Findings</source>
        <translation>Befunde</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/export_form.py"/>
        <source>Predictions in hidden pixels, sound and metadata are not exported. Text in the picture outside the rectangles stays visible. Change this under Export &gt; Privacy.</source>
        <translation>Vorhersagen in verdeckten Pixeln, Ton und Metadaten werden nicht exportiert. Text im Bild außerhalb der Rechtecke bleibt sichtbar. Unter Export &gt; Datenschutz ändern.</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/export_form.py"/>
        <source>As on the screen</source>
        <translation>Wie auf dem Bildschirm</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/export_form.py"/>
        <source>Hidden on the screen, but exported</source>
        <translation>Auf dem Bildschirm ausgeblendet, aber exportiert</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/export_form.py"/>
        <source>{shown}: {style}, opacity {opacity} %, threshold {threshold}, regions from {area} % of the picture.</source>
        <translation>{shown}: {style}, Deckkraft {opacity} %, Schwellenwert {threshold}, Regionen ab {area} % des Bildes.</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/export_form.py"/>
        <source>The model is hidden from you, but the files contain what it found: do not look at them before you decide.</source>
        <translation>Das Modell ist ausgeblendet, aber die Dateien enthalten seine Befunde: erst nach der eigenen Entscheidung ansehen.</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/export_form.py"/>
        <source>all frames</source>
        <translation>allen Bildern</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/export_form.py"/>
        <source>the frames analysed so far</source>
        <translation>den bisher analysierten Bildern</translation>
    </message>
    <message numerus="yes">
        <location filename="../../../app/workspaces/review/export_form.py"/>
        <source>{policy}: {n} findings in {frames}.</source>
        <extracomment>Singular: {policy}: {n} finding in {frames}.</extracomment>
        <translation>
            <numerusform>{policy}: {n} Befund in {frames}.</numerusform>
            <numerusform>{policy}: {n} Befunde in {frames}.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/export_form.py"/>
        <source>An export analyses all frames chosen above.</source>
        <translation>Ein Export analysiert alle oben gewählten Bilder.</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/export_form.py"/>
        <source>The tables carry the decisions of {reader}.</source>
        <translation>Die Tabellen enthalten die Entscheidungen von {reader}.</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/export_target.py"/>
        <source>Folder to export to</source>
        <translation>Zielordner</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/export_target.py"/>
        <source>Export into</source>
        <translation>Exportieren nach</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/export_target.py"/>
        <source>Neutral names, such as recording-001, instead of those of the source</source>
        <translation>Neutrale Namen wie recording-001 statt der Namen der Quelle</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/export_target.py"/>
        <source>recording-001 and image-0001 in folders, files, tables and COCO, instead of the names of the source.
The key that maps them to the source is stored in {path}</source>
        <translation>recording-001 und image-0001 in Ordnern, Dateien, Tabellen und COCO statt der Namen der Quelle.
Der Schlüssel, der sie der Quelle zuordnet, liegt in {path}</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/export_target.py"/>
        <source>Written to {folder}, with its number from an earlier export or the next.</source>
        <translation>Geschrieben nach {folder}, mit der Nummer eines früheren Exports oder der nächsten.</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/export_target.py"/>
        <source>Written to {folder}</source>
        <translation>Geschrieben nach {folder}</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/export_task_dialog.py"/>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/export_task_dialog.py"/>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/export_task_dialog.py"/>
        <source>Stops the export and discards its files</source>
        <translation>Bricht den Export ab und verwirft seine Dateien</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/export_task_dialog.py"/>
        <source>Replace?</source>
        <translation>Ersetzen?</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/export_task_dialog.py"/>
        <source>Keep both?</source>
        <translation>Beide behalten?</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/export_task_dialog.py"/>
        <source>The folder already holds {names}.</source>
        <translation>Der Ordner enthält bereits {names}.</translation>
    </message>
    <message numerus="yes">
        <location filename="../../../app/workspaces/review/export_task_dialog.py"/>
        <source>They are replaced when the export is complete, and kept if it fails.</source>
        <extracomment>Singular: It is replaced when the export is complete, and kept if it fails.</extracomment>
        <translation>
            <numerusform>Dies wird ersetzt, sobald der Export fertig ist, und bleibt erhalten, falls er scheitert.</numerusform>
            <numerusform>Diese werden ersetzt, sobald der Export fertig ist, und bleiben erhalten, falls er scheitert.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/export_task_dialog.py"/>
        <source>Keep both writes into a new folder next to it.</source>
        <translation>„Beide behalten“ schreibt in einen neuen Ordner daneben.</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/export_task_dialog.py"/>
        <location filename="../../../app/workspaces/review/redaction_presets_box.py"/>
        <source>Replace</source>
        <translation>Ersetzen</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/export_task_dialog.py"/>
        <source>Keep both</source>
        <translation>Beide behalten</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/export_task_dialog.py"/>
        <source>Continue in background</source>
        <translation>Im Hintergrund fortsetzen</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/export_task_dialog.py"/>
        <source>Starting…</source>
        <translation>Wird gestartet…</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/export_task_dialog.py"/>
        <source>Stopping…</source>
        <translation>Wird abgebrochen…</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/export_task_dialog.py"/>
        <source>The export was stopped. Nothing was kept.</source>
        <translation>Der Export wurde abgebrochen. Nichts wurde behalten.</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/export_task_dialog.py"/>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/finding_text.py"/>
        <source>Finding {number} of {total} (also {others})</source>
        <translation>Befund {number} von {total} (auch {others})</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/finding_text.py"/>
        <source>Finding {number} of {total}</source>
        <translation>Befund {number} von {total}</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/finding_text.py"/>
        <source>To be checked</source>
        <translation>Zu prüfen</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/finding_text.py"/>
        <source>Held back</source>
        <translation>Zurückgehalten</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/finding_text.py"/>
        <source>polyp {percent} % of the picture</source>
        <translation>Polyp {percent} % des Bildes</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/finding_text.py"/>
        <source>not analysed yet</source>
        <translation>noch nicht analysiert</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/finding_text.py"/>
        <source>confidence {share}</source>
        <translation>Konfidenz {share}</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/frame_times.py"/>
        <source>reading the index, {percent} %</source>
        <translation>Index wird gelesen, {percent} %</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/go_to.py"/>
        <source>Go to</source>
        <translation>Gehe zu</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/go_to.py"/>
        <source>{frame} or {time}</source>
        <translation>{frame} oder {time}</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/go_to.py"/>
        <source>Frame or time</source>
        <translation>Bild oder Zeit</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/go_to.py"/>
        <source>Frame</source>
        <translation>Bild</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/go_to.py"/>
        <source>Go</source>
        <translation>Gehen</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/go_to.py"/>
        <source>A frame or a time. The length is not known yet: {progress}</source>
        <translation>Ein Bild oder eine Zeit. Die Länge ist noch nicht bekannt: {progress}</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/go_to.py"/>
        <source>A frame from 0 to {last}</source>
        <translation>Ein Bild von 0 bis {last}</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/go_to.py"/>
        <source>A frame from 0 to {last}, or a time up to {duration}</source>
        <translation>Ein Bild von 0 bis {last} oder eine Zeit bis {duration}</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/heat_legend.py"/>
        <source>Colours of the heat map</source>
        <translation>Farben der Heatmap</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/heat_legend.py"/>
        <source>Probability of a polyp at a pixel, from {low} (dark) to {high} and more (bright).
The line marks the threshold, {threshold}.</source>
        <translation>Wahrscheinlichkeit eines Polypen je Pixel, von {low} (dunkel) bis {high} und mehr (hell).
Die Linie markiert den Schwellenwert, {threshold}.</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/mask_samples.py"/>
        <source>Other colour…</source>
        <translation>Andere Farbe…</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/mask_samples.py"/>
        <source>No pattern</source>
        <translation>Ohne Muster</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/overlay_controls.py"/>
        <source>Overlay hidden ({key})</source>
        <translation>Überlagerung ausgeblendet ({key})</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/overlay_controls.py"/>
        <source>Overlay hidden</source>
        <translation>Überlagerung ausgeblendet</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/overlay_controls.py"/>
        <source>Model hidden</source>
        <translation>Modell ausgeblendet</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/overlay_panel.py"/>
        <source>Lowest probability of a pixel in the mask</source>
        <translation>Niedrigste Wahrscheinlichkeit eines Pixels der Maske</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/overlay_panel.py"/>
        <source>Smaller regions are removed, in % of the picture</source>
        <translation>Kleinere Regionen werden entfernt, in % des Bildes</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/overlay_panel.py"/>
        <source>Opacity of the overlay, in %</source>
        <translation>Deckkraft der Überlagerung, in %</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/overlay_panel.py"/>
        <source>Colour</source>
        <translation>Farbe</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/overlay_panel.py"/>
        <source>Colour and pattern of the mask</source>
        <translation>Farbe und Muster der Maske</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/overlay_panel.py"/>
        <source>Model&apos;s values</source>
        <translation>Werte des Modells</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/overlay_panel.py"/>
        <source>Hide while held</source>
        <comment>on a small button</comment>
        <translation>Kurz aus</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/overlay_panel.py"/>
        <source>Colour of the overlay</source>
        <translation>Farbe der Überlagerung</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/overlay_panel.py"/>
        <source>Threshold</source>
        <translation>Schwellenwert</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/overlay_panel.py"/>
        <source>Smallest region (%)</source>
        <translation>Kleinste Region (%)</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/overlay_panel.py"/>
        <source>Opacity (%)</source>
        <translation>Deckkraft (%)</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/overlay_panel.py"/>
        <source>Probability (%)</source>
        <translation>Wahrscheinlichkeit (%)</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/playback_display.py"/>
        <source>Range from {start} to {end}</source>
        <translation>Bereich von {start} bis {end}</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/playback_display.py"/>
        <source>Range from {start}</source>
        <translation>Bereich ab {start}</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/playback_display.py"/>
        <source>Range to {end}</source>
        <translation>Bereich bis {end}</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/playback_display.py"/>
        <location filename="../../../app/workspaces/review/scrubbing.py"/>
        <location filename="../../../app/workspaces/review/status_updates.py"/>
        <location filename="../../../app/workspaces/review/transport.py"/>
        <source>frame {number}</source>
        <translation>Bild {number}</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/policy_panel.py"/>
        <source>Found from</source>
        <translation>Gefunden ab</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/policy_panel.py"/>
        <source>Followed down to</source>
        <translation>Verfolgt bis</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/policy_panel.py"/>
        <source>Held back for</source>
        <translation>Zurückgehalten für</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/policy_panel.py"/>
        <source>Joined over</source>
        <translation>Verbunden über</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/policy_panel.py"/>
        <source>Smallest area</source>
        <translation>Kleinste Fläche</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/policy_panel.py"/>
        <source>Presence from</source>
        <translation>Präsenz ab</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/policy_panel.py"/>
        <source>the model&apos;s</source>
        <translation>wie Modell</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/policy_panel.py"/>
        <source>Leave out unusable frames</source>
        <translation>Unbrauchbare Bilder auslassen</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/policy_panel.py"/>
        <source>Own values</source>
        <translation>Eigene Werte</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/policy_panel.py"/>
        <source>Policy for findings</source>
        <translation>Regel für Befunde</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/policy_panel.py"/>
        <location filename="../../../app/workspaces/review/status_line.py"/>
        <source>Details</source>
        <translation>Details</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/policy_panel.py"/>
        <source>The model is hidden</source>
        <translation>Das Modell ist ausgeblendet</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/policy_panel.py"/>
        <source>Nothing analysed yet</source>
        <translation>Noch nichts analysiert</translation>
    </message>
    <message numerus="yes">
        <location filename="../../../app/workspaces/review/policy_panel.py"/>
        <location filename="../../../app/workspaces/review/time_line.py"/>
        <source>{n} findings</source>
        <extracomment>Singular: {n} finding</extracomment>
        <translation>
            <numerusform>{n} Befund</numerusform>
            <numerusform>{n} Befunde</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/policy_panel.py"/>
        <source>{n} to be checked</source>
        <translation>{n} zu prüfen</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/policy_panel.py"/>
        <source>{n} held back</source>
        <translation>{n} zurückgehalten</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/policy_panel.py"/>
        <source>{counts}; {rate} a minute</source>
        <translation>{counts}; {rate} pro Minute</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/privacy_editor.py"/>
        <source>Exports, snapshots and copies never contain sound or the recording&apos;s metadata. The rectangles below are blacked out and the picture is cropped, in the pixels themselves.</source>
        <translation>Exporte, Schnappschüsse und Kopien enthalten nie Ton oder Metadaten der Aufnahme. Die Rechtecke unten werden geschwärzt und das Bild wird zugeschnitten, in den Pixeln selbst.</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/privacy_editor.py"/>
        <source>Names, dates or numbers written into the picture anywhere else stay visible. Rectangles do not follow text that moves: check the export. Its folder has the name of the recording&apos;s file.</source>
        <translation>Namen, Daten oder Nummern, die an anderen Stellen im Bild stehen, bleiben sichtbar. Rechtecke folgen keinem Text, der sich bewegt: den Export prüfen. Sein Ordner trägt den Namen der Aufnahmedatei.</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/privacy_editor.py"/>
        <source>Left</source>
        <translation>Links</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/privacy_editor.py"/>
        <source>Top</source>
        <translation>Oben</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/privacy_editor.py"/>
        <source>Width</source>
        <translation>Breite</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/privacy_editor.py"/>
        <source>Height</source>
        <translation>Höhe</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/privacy_editor.py"/>
        <source>Rectangles to black out</source>
        <translation>Zu schwärzende Rechtecke</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/privacy_editor.py"/>
        <source>Draw</source>
        <translation>Zeichnen</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/privacy_editor.py"/>
        <source>Drag over the part of the picture to black out; Esc cancels</source>
        <translation>Über den zu schwärzenden Teil des Bildes ziehen; Esc bricht ab</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/privacy_editor.py"/>
        <source>Find text</source>
        <translation>Text suchen</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/privacy_editor.py"/>
        <source>Looks for text that stays in place in the whole recording, and proposes a rectangle for each line of it</source>
        <translation>Sucht in der ganzen Aufnahme Text, der an seiner Stelle bleibt, und schlägt für jede Zeile ein Rechteck vor</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/privacy_editor.py"/>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/privacy_editor.py"/>
        <source>Remove the selected rectangle</source>
        <translation>Das ausgewählte Rechteck entfernen</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/privacy_editor.py"/>
        <source>Find</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/privacy_editor.py"/>
        <source>Crops to the endoscope&apos;s field of view: the bright area of the frame on screen; choose a well lit one</source>
        <translation>Schneidet auf das Sichtfeld des Endoskops zu: den hellen Bereich des angezeigten Bildes; ein gut ausgeleuchtetes wählen</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/privacy_editor.py"/>
        <source>Drag over the part of the picture to keep; Esc cancels</source>
        <translation>Über den Teil des Bildes ziehen, der bleibt; Esc bricht ab</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/privacy_editor.py"/>
        <source>Whole picture</source>
        <translation>Ganzes Bild</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/privacy_editor.py"/>
        <source>Export the picture without a crop</source>
        <translation>Das Bild ohne Zuschnitt exportieren</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/privacy_editor.py"/>
        <source>Preset</source>
        <translation>Voreinstellung</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/privacy_editor.py"/>
        <source>Black out</source>
        <translation>Schwärzen</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/privacy_editor.py"/>
        <source>Crop</source>
        <translation>Zuschneiden</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/privacy_editor.py"/>
        <source>Looking for text in the whole recording...</source>
        <translation>Text wird in der ganzen Aufnahme gesucht...</translation>
    </message>
    <message numerus="yes">
        <location filename="../../../app/workspaces/review/privacy_editor.py"/>
        <source>{n} rectangles were added where text may be. Look at other frames, too, and remove wrong ones.</source>
        <extracomment>Singular: {n} rectangle was added where text may be. Look at other frames, too, and remove wrong ones.</extracomment>
        <translation>
            <numerusform>{n} Rechteck wurde hinzugefügt, wo Text sein kann. Auch andere Bilder ansehen und ein falsches entfernen.</numerusform>
            <numerusform>{n} Rechtecke wurden hinzugefügt, wo Text sein kann. Auch andere Bilder ansehen und falsche entfernen.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/privacy_editor.py"/>
        <source>No text was found that stays in place and is not hidden yet. Look for yourself, too.</source>
        <translation>Kein weiterer Text gefunden, der an seiner Stelle bleibt. Auch selbst nachsehen.</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/privacy_editor.py"/>
        <source>Drag over the picture. Esc cancels.</source>
        <translation>Über das Bild ziehen. Esc bricht ab.</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/privacy_editor.py"/>
        <source>No black surround was found on this frame: the whole picture is kept.</source>
        <translation>Auf diesem Bild wurde kein schwarzer Rand gefunden: Das ganze Bild bleibt.</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/privacy_editor.py"/>
        <source>{size} at ({x}, {y})</source>
        <translation>{size} bei ({x}, {y})</translation>
    </message>
    <message numerus="yes">
        <location filename="../../../app/workspaces/review/privacy_editor.py"/>
        <source>{n} rectangles are blacked out</source>
        <extracomment>Singular: {n} rectangle is blacked out</extracomment>
        <translation>
            <numerusform>{n} Rechteck wird geschwärzt</numerusform>
            <numerusform>{n} Rechtecke werden geschwärzt</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/privacy_editor.py"/>
        <source>the picture is cropped to {size}</source>
        <translation>das Bild wird auf {size} zugeschnitten</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/privacy_editor.py"/>
        <source>the whole picture is kept</source>
        <translation>das ganze Bild bleibt</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/privacy_editor.py"/>
        <source>Nothing is blacked out</source>
        <translation>Nichts wird geschwärzt</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/privacy_editor.py"/>
        <source>Crop: {edge}</source>
        <translation>Zuschnitt: {edge}</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/privacy_editor.py"/>
        <source>{edge} of the kept part, in pixels of the picture</source>
        <translation>{edge}, für den behaltenen Teil in Pixeln des Bildes</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/redaction_presets_box.py"/>
        <source>No preset yet</source>
        <translation>Noch keine Voreinstellung</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/redaction_presets_box.py"/>
        <source>Preset of redactions</source>
        <translation>Voreinstellung der Schwärzungen</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/redaction_presets_box.py"/>
        <source>Apply</source>
        <translation>Anwenden</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/redaction_presets_box.py"/>
        <source>Use the rectangles and the crop of this preset</source>
        <translation>Rechtecke und Zuschnitt dieser Voreinstellung verwenden</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/redaction_presets_box.py"/>
        <source>Save as…</source>
        <translation>Speichern…</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/redaction_presets_box.py"/>
        <source>Save the rectangles and the crop below as a preset</source>
        <translation>Rechtecke und Zuschnitt von unten als Voreinstellung speichern</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/redaction_presets_box.py"/>
        <source>Rename…</source>
        <translation>Umbenennen…</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/redaction_presets_box.py"/>
        <source>Rename this preset</source>
        <translation>Diese Voreinstellung umbenennen</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/redaction_presets_box.py"/>
        <source>Delete…</source>
        <translation>Löschen…</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/redaction_presets_box.py"/>
        <source>Delete this preset; recordings keep their rectangles and crop</source>
        <translation>Diese Voreinstellung löschen; Aufnahmen behalten ihre Rechtecke und ihren Zuschnitt</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/redaction_presets_box.py"/>
        <source>Apply to every new recording of this size</source>
        <translation>Auf jede neue Aufnahme dieser Größe anwenden</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/redaction_presets_box.py"/>
        <source>To recordings without rectangles and crop of their own; a notice reports it each time</source>
        <translation>Auf Aufnahmen ohne eigene Rechtecke und eigenen Zuschnitt; jedes Mal mit einer Meldung</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/redaction_presets_box.py"/>
        <source>Draw rectangles or a crop below, then save them for this endoscope.</source>
        <translation>Unten Rechtecke oder einen Zuschnitt zeichnen, dann für dieses Endoskop speichern.</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/redaction_presets_box.py"/>
        <source>This preset is for pictures of {size}; this recording has {own}.</source>
        <translation>Diese Voreinstellung gilt für Bilder von {size}; diese Aufnahme hat {own}.</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/redaction_presets_box.py"/>
        <source>This preset is applied.</source>
        <translation>Diese Voreinstellung ist angewandt.</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/redaction_presets_box.py"/>
        <source>This preset fits this recording.</source>
        <translation>Diese Voreinstellung passt zu dieser Aufnahme.</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/redaction_presets_box.py"/>
        <source>Replace the rectangles and the crop?</source>
        <translation>Rechtecke und Zuschnitt ersetzen?</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/redaction_presets_box.py"/>
        <source>The rectangles and the crop of this recording are not saved in any preset.</source>
        <translation>Rechtecke und Zuschnitt dieser Aufnahme sind in keiner Voreinstellung gespeichert.</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/redaction_presets_box.py"/>
        <source>Replace them by those of the preset, or add the preset&apos;s rectangles.</source>
        <translation>Durch die der Voreinstellung ersetzen oder deren Rechtecke hinzufügen.</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/redaction_presets_box.py"/>
        <source>Add</source>
        <translation>Hinzufügen</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/redaction_presets_box.py"/>
        <source>Endoscope {size}</source>
        <translation>Endoskop {size}</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/redaction_presets_box.py"/>
        <source>Save as a preset</source>
        <translation>Als Voreinstellung speichern</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/redaction_presets_box.py"/>
        <source>Replace the preset?</source>
        <translation>Voreinstellung ersetzen?</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/redaction_presets_box.py"/>
        <source>A preset {name} exists already.</source>
        <translation>Eine Voreinstellung {name} gibt es bereits.</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/redaction_presets_box.py"/>
        <source>Rename the preset</source>
        <translation>Voreinstellung umbenennen</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/redaction_presets_box.py"/>
        <source>A preset {name} exists already. Choose another name.</source>
        <translation>Eine Voreinstellung {name} gibt es bereits. Einen anderen Namen wählen.</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/redaction_presets_box.py"/>
        <source>Delete the preset?</source>
        <translation>Voreinstellung löschen?</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/redaction_presets_box.py"/>
        <source>Delete the preset {name}?</source>
        <translation>Die Voreinstellung {name} löschen?</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/redaction_presets_box.py"/>
        <source>This cannot be undone.</source>
        <translation>Dies kann nicht rückgängig gemacht werden.</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/redaction_presets_box.py"/>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/redaction_presets_box.py"/>
        <source>Name, for example that of the endoscope:</source>
        <translation>Name, zum Beispiel der des Endoskops:</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/redaction_presets_box.py"/>
        <source>A preset needs a name.</source>
        <translation>Eine Voreinstellung braucht einen Namen.</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/review_workspace.py"/>
        <source>Press Ctrl+O to open something else, or Ctrl+W for the start page.</source>
        <translation>Mit Strg+O etwas anderes öffnen, mit Strg+W zur Startseite.</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/review_workspace.py"/>
        <source>Opening {name}…</source>
        <translation>{name} wird geöffnet…</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/review_workspace.py"/>
        <source>This could not be opened</source>
        <translation>Dies konnte nicht geöffnet werden</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/review_workspace.py"/>
        <source>No recording open</source>
        <translation>Keine Aufnahme geöffnet</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/review_workspace.py"/>
        <source>Drop a video, an image or a folder of frames here, or press Ctrl+O to choose one.</source>
        <translation>Ein Video, ein Bild oder einen Ordner mit Bildern hierher ziehen oder mit Strg+O auswählen.</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/side_panel.py"/>
        <source>Examination</source>
        <translation>Untersuchung</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/snapshot.py"/>
        <source>The model is hidden: no overlay.</source>
        <translation>Das Modell ist ausgeblendet: keine Überlagerung.</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/snapshot.py"/>
        <source>This frame has no mask yet: no overlay.</source>
        <translation>Dieses Bild hat noch keine Maske: keine Überlagerung.</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/status_line.py"/>
        <source>No picture</source>
        <translation>Kein Bild</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/status_line.py"/>
        <source>No model: no masks are shown</source>
        <translation>Kein Modell: keine Masken</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/status_line.py"/>
        <source>Analysing this frame</source>
        <translation>Bild wird analysiert</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/status_line.py"/>
        <source>Mask ready</source>
        <translation>Maske bereit</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/status_line.py"/>
        <source>No mask for this frame</source>
        <translation>Keine Maske für dieses Bild</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/status_line.py"/>
        <source>Mask hidden</source>
        <translation>Maske ausgeblendet</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/status_line.py"/>
        <source>No polyp in this frame</source>
        <translation>Kein Polyp im Bild</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/status_line.py"/>
        <source>Raw mask</source>
        <translation>Rohe Maske</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/status_line.py"/>
        <source>Mask suppressed in this frame</source>
        <translation>Maske im Bild unterdrückt</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/status_line.py"/>
        <source>Size of the mask of this frame, in % of the picture, and its mean probability</source>
        <translation>Größe der Maske dieses Bildes, in % des Bildes, und ihre mittlere Wahrscheinlichkeit</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/status_line.py"/>
        <source>The finding that this frame belongs to</source>
        <translation>Der Befund, zu dem dieses Bild gehört</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/status_line.py"/>
        <source>Frames skipped since playback started, to keep the pace of the recording</source>
        <translation>Seit Beginn der Wiedergabe ausgelassene Bilder, um das Tempo der Aufnahme zu halten</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/status_line.py"/>
        <source>Damaged frames among those analysed so far</source>
        <translation>Beschädigte Bilder unter den bisher analysierten</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/status_line.py"/>
        <source>Frame rate, time per frame, device, and the colours of the time line</source>
        <translation>Bildrate, Zeit pro Bild, Gerät und die Farben der Zeitleiste</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/status_line.py"/>
        <source>Area {share}, {source}</source>
        <translation>Fläche {share}, {source}</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/status_line.py"/>
        <source>Nothing marked, {source}</source>
        <translation>Nichts markiert, {source}</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/status_line.py"/>
        <source>Area {share}, confidence {confidence}</source>
        <translation>Fläche {share}, Konfidenz {confidence}</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/status_line.py"/>
        <source>Nothing marked</source>
        <translation>Nichts markiert</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/status_line.py"/>
        <source>{rate} fps on average</source>
        <translation>durchschnittlich {rate} Bilder/s</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/status_line.py"/>
        <source>{rate} fps</source>
        <translation>{rate} Bilder/s</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/status_line.py"/>
        <source>{rate}, shown {shown} fps</source>
        <translation>{rate}, gezeigt {shown} Bilder/s</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/status_line.py"/>
        <source>{time} ms per frame</source>
        <translation>{time} ms pro Bild</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/status_line.py"/>
        <source>{n} skipped</source>
        <translation>{n} ausgelassen</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/status_line.py"/>
        <source>{n} damaged</source>
        <translation>{n} beschädigt</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/status_line.py"/>
        <source>Goes to {target} once it is indexed</source>
        <translation>Ziel: {target}, sobald indiziert</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/status_line.py"/>
        <source>Resume the analysis of the recording</source>
        <translation>Die Analyse der Aufnahme fortsetzen</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/status_line.py"/>
        <source>Pause the analysis of the recording</source>
        <translation>Die Analyse der Aufnahme anhalten</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/status_line.py"/>
        <source>presence {presence}, level {level}</source>
        <translation>Präsenz {presence}, Schwelle {level}</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/status_updates.py"/>
        <source>corrected</source>
        <translation>korrigiert</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/status_updates.py"/>
        <source>carried over</source>
        <translation>übertragen</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/status_updates.py"/>
        <source>pointed at</source>
        <translation>gezeigt</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/status_updates.py"/>
        <source>verified as polyp-free</source>
        <translation>als polypenfrei bestätigt</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/status_updates.py"/>
        <source>{source} by {reader}</source>
        <translation>{source} von {reader}</translation>
    </message>
    <message numerus="yes">
        <location filename="../../../app/workspaces/review/status_updates.py"/>
        <source>{done} of {n} frames analysed</source>
        <extracomment>Singular: {done} of {n} frame analysed</extracomment>
        <translation>
            <numerusform>{done} von {n} Bild analysiert</numerusform>
            <numerusform>{done} von {n} Bildern analysiert</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/status_updates.py"/>
        <source>Playback comes first. Pause it (Space) to analyse at full speed.</source>
        <translation>Die Wiedergabe hat Vorrang. Für volles Tempo der Analyse anhalten (Leertaste).</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/status_updates.py"/>
        <source>Analysed</source>
        <translation>Analysiert</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/status_updates.py"/>
        <source>{percent} % analysed</source>
        <translation>{percent} % analysiert</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/status_updates.py"/>
        <source>{share}, paused</source>
        <translation>{share}, angehalten</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/status_updates.py"/>
        <source>{share}, slowly during playback</source>
        <translation>{share}, langsam während der Wiedergabe</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/status_updates.py"/>
        <source>{share}, waits for playback</source>
        <translation>{share}, wartet auf Wiedergabe</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/status_updates.py"/>
        <source>complete in {time}</source>
        <translation>fertig in {time}</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/status_updates.py"/>
        <source>keyframes {step} s apart</source>
        <translation>Keyframes im Abstand von {step} s</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/status_updates.py"/>
        <source>overview in {time}</source>
        <translation>Überblick in {time}</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/status_updates.py"/>
        <source>the end</source>
        <translation>Ende</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/thumbnails.py"/>
        <source>Previews cannot be shown</source>
        <translation>Vorschaubilder können nicht gezeigt werden</translation>
    </message>
    <message numerus="yes">
        <location filename="../../../app/workspaces/review/time_line.py"/>
        <source>{n} places to be checked</source>
        <extracomment>Singular: {n} place to be checked</extracomment>
        <translation>
            <numerusform>{n} zu prüfende Stelle</numerusform>
            <numerusform>{n} zu prüfende Stellen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../../app/workspaces/review/time_line.py"/>
        <source>{n} frames analysed</source>
        <extracomment>Singular: {n} frame analysed</extracomment>
        <translation>
            <numerusform>{n} Bild analysiert</numerusform>
            <numerusform>{n} Bilder analysiert</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/time_line_painting.py"/>
        <source>Finding</source>
        <translation>Befund</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/time_line_painting.py"/>
        <source>Dotted: to be checked, seen in single frames so far</source>
        <translation>Gepunktet: zu prüfen, bisher in einzelnen Bildern gesehen</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/time_line_painting.py"/>
        <source>Striped: held back, not in view for long enough</source>
        <translation>Gestreift: zurückgehalten, nicht lange genug im Bild</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/time_line_painting.py"/>
        <source>Area of the polyp in each frame</source>
        <translation>Fläche des Polypen in jedem Bild</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/time_line_painting.py"/>
        <source>Damaged frames</source>
        <translation>Beschädigte Bilder</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/time_line_painting.py"/>
        <source>Instrument, washing, outside the body; C caecum, W and E withdrawal begins and ends</source>
        <translation>Instrument, Spülung, extrakorporal; Z Zökum, R und E Rückzug beginnt und endet</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/transport.py"/>
        <source>Every frame</source>
        <translation>Jedes Bild</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/transport.py"/>
        <source>Real time</source>
        <translation>Echtzeit</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/transport.py"/>
        <source>Frames count from 0, as in exports</source>
        <translation>Bilder zählen ab 0, wie in Exporten</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/transport.py"/>
        <source>Time and frame</source>
        <translation>Zeit und Bild</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/transport.py"/>
        <source>Speed</source>
        <translation>Geschwindigkeit</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/transport.py"/>
        <source>Every frame: each frame is shown with its mask; a slow computer plays slower.
Real time: the pace of the recording is kept and frames are skipped ({key})</source>
        <translation>Jedes Bild: Jedes Bild wird mit seiner Maske gezeigt; ein langsamer Rechner spielt langsamer ab.
Echtzeit: Das Tempo der Aufnahme wird gehalten, Bilder werden ausgelassen ({key})</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/transport.py"/>
        <source>If the computer is too slow</source>
        <translation>Wenn der Rechner zu langsam ist</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/transport.py"/>
        <source>Pause</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/transport.py"/>
        <source>Play</source>
        <translation>Abspielen</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/welcome.py"/>
        <source>Neither at its last place nor in the folders of recent files. Click to choose where it is.</source>
        <translation>Weder am letzten Ort noch in den Ordnern der zuletzt geöffneten Dateien. Klicken, um den Ort anzugeben.</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/welcome.py"/>
        <source>Jan</source>
        <translation>Jan</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/welcome.py"/>
        <source>Feb</source>
        <translation>Feb</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/welcome.py"/>
        <source>Mar</source>
        <translation>Mär</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/welcome.py"/>
        <source>Apr</source>
        <translation>Apr</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/welcome.py"/>
        <source>May</source>
        <translation>Mai</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/welcome.py"/>
        <source>Jun</source>
        <translation>Jun</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/welcome.py"/>
        <source>Jul</source>
        <translation>Jul</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/welcome.py"/>
        <source>Aug</source>
        <translation>Aug</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/welcome.py"/>
        <source>Sep</source>
        <translation>Sep</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/welcome.py"/>
        <source>Oct</source>
        <translation>Okt</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/welcome.py"/>
        <source>Nov</source>
        <translation>Nov</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/welcome.py"/>
        <source>Dec</source>
        <translation>Dez</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/welcome.py"/>
        <source>Plays colonoscopy recordings with the predicted polyp masks over them.</source>
        <translation>Spielt Koloskopie-Aufnahmen ab, überlagert von den vorhergesagten Polypenmasken.</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/welcome.py"/>
        <source>Or drop a video, an image or a folder of frames anywhere in this window.</source>
        <translation>Oder ein Video, ein Bild oder einen Ordner mit Bildern in dieses Fenster ziehen.</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/welcome.py"/>
        <source>Recent files</source>
        <translation>Zuletzt geöffnet</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/welcome.py"/>
        <source>Clear</source>
        <translation>Leeren</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/welcome.py"/>
        <source>Reviews</source>
        <translation>Durchsichten</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/welcome.py"/>
        <source>Files you open will be listed here.</source>
        <translation>Geöffnete Dateien werden hier aufgelistet.</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/welcome.py"/>
        <source>Recording of {length}, file not found</source>
        <translation>Aufnahme von {length}, Datei nicht gefunden</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/welcome.py"/>
        <source>{decided} of {total} decided</source>
        <translation>{decided} von {total} entschieden</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/welcome.py"/>
        <source>{n} decided</source>
        <translation>{n} entschieden</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/welcome.py"/>
        <source>{decided}, complete</source>
        <translation>{decided}, abgeschlossen</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/welcome.py"/>
        <source>{day} {month} {year}</source>
        <translation>{day}. {month} {year}</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/zoom_bar.py"/>
        <source>Zoom {percent} %, to 100 %</source>
        <translation>Zoom {percent} %, auf 100 %</translation>
    </message>
</context>
</TS>
