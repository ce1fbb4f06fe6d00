<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de">
<context>
    <name>app.shell</name>
    <message>
        <location filename="../../../app/shell/correction_actions.py"/>
        <source>There is no model to train yet. Choose one under Analysis.</source>
        <translation>Es gibt noch kein Modell zum Trainieren. Unter „Analyse“ eines wählen.</translation>
    </message>
    <message>
        <location filename="../../../app/shell/correction_actions.py"/>
        <source>Nothing that is open here or listed in Recordings has frames that are corrected or verified to show no polyp, so there is nothing to add.</source>
        <translation>Nichts, was hier geöffnet ist oder in Aufnahmen steht, hat Bilder, die korrigiert oder als polypenfrei bestätigt sind, daher gibt es nichts hinzuzufügen.</translation>
    </message>
    <message>
        <location filename="../../../app/shell/correction_actions.py"/>
        <location filename="../../../app/shell/export_actions.py"/>
        <location filename="../../../app/shell/review_actions.py"/>
        <source>Show folder</source>
        <translation>Ordner zeigen</translation>
    </message>
    <message>
        <location filename="../../../app/shell/export_actions.py"/>
        <source>This picture would be all black: a redaction rectangle or the crop lies outside pictures of its size. Change them under Export &gt; Privacy.</source>
        <translation>Dieses Bild wäre ganz schwarz: Eine Schwärzung oder der Zuschnitt liegt außerhalb von Bildern dieser Größe. Unter Export &gt; Datenschutz ändern.</translation>
    </message>
    <message>
        <location filename="../../../app/shell/export_actions.py"/>
        <location filename="../../../app/shell/review_actions.py"/>
        <source>Saved {path}.</source>
        <translation>{path} gespeichert.</translation>
    </message>
    <message>
        <location filename="../../../app/shell/export_actions.py"/>
        <source>Copied the frame.</source>
        <translation>Bild kopiert.</translation>
    </message>
    <message>
        <location filename="../../../app/shell/export_actions.py"/>
        <source>Nothing can be exported while no model is loaded. Choose one under Analysis.</source>
        <translation>Ohne geladenes Modell kann nichts exportiert werden. Unter „Analyse“ eines wählen.</translation>
    </message>
    <message>
        <location filename="../../../app/shell/export_actions.py"/>
        <source>An export is running</source>
        <translation>Ein Export läuft</translation>
    </message>
    <message>
        <location filename="../../../app/shell/export_actions.py"/>
        <source>An export is not finished yet.</source>
        <translation>Ein Export ist noch nicht fertig.</translation>
    </message>
    <message>
        <location filename="../../../app/shell/export_actions.py"/>
        <source>Stopping it discards its files.</source>
        <translation>Beim Abbrechen werden seine Dateien verworfen.</translation>
    </message>
    <message>
        <location filename="../../../app/shell/export_actions.py"/>
        <source>Stop it and close</source>
        <translation>Abbrechen und schließen</translation>
    </message>
    <message>
        <location filename="../../../app/shell/export_actions.py"/>
        <source>Continue exporting</source>
        <translation>Weiter exportieren</translation>
    </message>
    <message numerus="yes">
        <location filename="../../../app/shell/export_actions.py"/>
        <source>Exported {n} frames into {folder}.</source>
        <extracomment>Singular: Exported {n} frame into {folder}.</extracomment>
        <translation>
            <numerusform>{n} Bild nach {folder} exportiert.</numerusform>
            <numerusform>{n} Bilder nach {folder} exportiert.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../../app/shell/export_actions.py"/>
        <source>Nothing of this recording is exported before you have looked at the rectangles that Privacy proposes for text in its picture. Close Privacy then, and export again.</source>
        <translation>Nichts von dieser Aufnahme wird exportiert, bevor die Rechtecke angesehen wurden, die „Datenschutz“ für Text im Bild vorschlägt. Danach „Datenschutz“ schließen und erneut exportieren.</translation>
    </message>
    <message>
        <location filename="../../../app/shell/export_actions.py"/>
        <source>several sizes</source>
        <translation>mehrere Größen</translation>
    </message>
    <message>
        <location filename="../../../app/shell/export_actions.py"/>
        <source>Nothing is blacked out: the default redactions {name} are for pictures of {size}, and this recording has {own}.</source>
        <translation>Nichts ist geschwärzt: Die Standard-Schwärzungen {name} gelten für Bilder von {size}, diese Aufnahme hat {own}.</translation>
    </message>
    <message>
        <location filename="../../../app/shell/export_actions.py"/>
        <source>The default redactions {name} are applied: check whether they fit this recording.</source>
        <translation>Die Standard-Schwärzungen {name} werden angewandt: prüfen, ob sie zu dieser Aufnahme passen.</translation>
    </message>
    <message>
        <location filename="../../../app/shell/export_actions.py"/>
        <source>Change</source>
        <comment>button</comment>
        <translation>Ändern</translation>
    </message>
    <message>
        <location filename="../../../app/shell/mask_offer.py"/>
        <source>Another version of this recording has corrected masks: {label}. The pictures are the same.</source>
        <translation>Eine andere Fassung dieser Aufnahme hat korrigierte Masken: {label}. Die Bilder sind dieselben.</translation>
    </message>
    <message>
        <location filename="../../../app/shell/mask_offer.py"/>
        <source>Take them over</source>
        <translation>Übernehmen</translation>
    </message>
    <message>
        <location filename="../../../app/shell/menus.py"/>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <location filename="../../../app/shell/menus.py"/>
        <source>Open &amp;recent</source>
        <translation>&amp;Zuletzt geöffnet</translation>
    </message>
    <message>
        <location filename="../../../app/shell/menus.py"/>
        <source>&amp;View</source>
        <translation>&amp;Ansicht</translation>
    </message>
    <message>
        <location filename="../../../app/shell/menus.py"/>
        <source>Video &amp;track</source>
        <translation>Video&amp;spur</translation>
    </message>
    <message>
        <location filename="../../../app/shell/menus.py"/>
        <source>&amp;DICOM series</source>
        <translation>&amp;DICOM-Serie</translation>
    </message>
    <message>
        <location filename="../../../app/shell/menus.py"/>
        <source>&amp;Playback</source>
        <translation>&amp;Wiedergabe</translation>
    </message>
    <message>
        <location filename="../../../app/shell/menus.py"/>
        <source>&amp;Range</source>
        <translation>&amp;Bereich</translation>
    </message>
    <message>
        <location filename="../../../app/shell/menus.py"/>
        <source>Fi&amp;ndings</source>
        <translation>&amp;Befunde</translation>
    </message>
    <message>
        <location filename="../../../app/shell/menus.py"/>
        <source>Cha&amp;nge</source>
        <translation>Ä&amp;ndern</translation>
    </message>
    <message>
        <location filename="../../../app/shell/menus.py"/>
        <source>&amp;Masks</source>
        <translation>&amp;Masken</translation>
    </message>
    <message>
        <location filename="../../../app/shell/menus.py"/>
        <source>&amp;Analysis</source>
        <translation>A&amp;nalyse</translation>
    </message>
    <message>
        <location filename="../../../app/shell/menus.py"/>
        <source>&amp;Review</source>
        <translation>D&amp;urchsicht</translation>
    </message>
    <message>
        <location filename="../../../app/shell/menus.py"/>
        <source>&amp;Examination</source>
        <translation>&amp;Untersuchung</translation>
    </message>
    <message>
        <location filename="../../../app/shell/menus.py"/>
        <source>&amp;Export</source>
        <translation>&amp;Export</translation>
    </message>
    <message>
        <location filename="../../../app/shell/menus.py"/>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
    </message>
    <message>
        <location filename="../../../app/shell/menus.py"/>
        <source>Track {number}: {description}</source>
        <translation>Spur {number}: {description}</translation>
    </message>
    <message>
        <location filename="../../../app/shell/menus.py"/>
        <source>None yet</source>
        <translation>Noch keine</translation>
    </message>
    <message>
        <location filename="../../../app/shell/model_picker.py"/>
        <source>Loading the model…</source>
        <translation>Modell wird geladen…</translation>
    </message>
    <message>
        <location filename="../../../app/shell/model_picker.py"/>
        <source>The model that finds the polyps</source>
        <translation>Das Modell, das die Polypen findet</translation>
    </message>
    <message>
        <location filename="../../../app/shell/model_picker.py"/>
        <source>The processor that runs the model</source>
        <translation>Der Prozessor, auf dem das Modell rechnet</translation>
    </message>
    <message>
        <location filename="../../../app/shell/model_picker.py"/>
        <source>No model</source>
        <translation>Kein Modell</translation>
    </message>
    <message>
        <location filename="../../../app/shell/model_picker.py"/>
        <source>Choose a model to see predicted polyps</source>
        <translation>Ein Modell wählen, um vorhergesagte Polypen zu sehen</translation>
    </message>
    <message>
        <location filename="../../../app/shell/model_picker.py"/>
        <source>The model that finds the polyps: {name}</source>
        <translation>Das Modell, das die Polypen findet: {name}</translation>
    </message>
    <message>
        <location filename="../../../app/shell/model_picker.py"/>
        <source>Automatic: {processor}</source>
        <translation>Automatisch: {processor}</translation>
    </message>
    <message>
        <location filename="../../../app/shell/model_picker.py"/>
        <source>GPU: no NVIDIA graphics driver or card was found</source>
        <translation>GPU: weder NVIDIA-Grafiktreiber noch -karte gefunden</translation>
    </message>
    <message>
        <location filename="../../../app/shell/model_picker.py"/>
        <source>Automatic</source>
        <translation>Automatisch</translation>
    </message>
    <message>
        <location filename="../../../app/shell/notices.py"/>
        <source>Dismiss (Esc)</source>
        <translation>Ausblenden (Esc)</translation>
    </message>
    <message>
        <location filename="../../../app/shell/notices.py"/>
        <source>Dismiss the message</source>
        <translation>Die Meldung ausblenden</translation>
    </message>
    <message>
        <location filename="../../../app/shell/opening.py"/>
        <source>Videos and images</source>
        <translation>Videos und Bilder</translation>
    </message>
    <message>
        <location filename="../../../app/shell/opening.py"/>
        <source>Videos</source>
        <translation>Videos</translation>
    </message>
    <message>
        <location filename="../../../app/shell/opening.py"/>
        <source>Images</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <location filename="../../../app/shell/opening.py"/>
        <source>DICOM</source>
        <translation>DICOM</translation>
    </message>
    <message>
        <location filename="../../../app/shell/opening.py"/>
        <source>All files</source>
        <translation>Alle Dateien</translation>
    </message>
    <message>
        <location filename="../../../app/shell/opening.py"/>
        <source>Of {count} DICOM series, {shown}, is shown. Choose another under View &gt; DICOM series.</source>
        <translation>Von {count} DICOM-Serien wird {shown} gezeigt. Eine andere unter Ansicht &gt; DICOM-Serie wählen.</translation>
    </message>
    <message>
        <location filename="../../../app/shell/opening.py"/>
        <source>Open a video or an image</source>
        <translation>Ein Video oder ein Bild öffnen</translation>
    </message>
    <message>
        <location filename="../../../app/shell/opening.py"/>
        <source>Open a folder of frames</source>
        <translation>Ordner mit Bildern öffnen</translation>
    </message>
    <message>
        <location filename="../../../app/shell/opening.py"/>
        <source>{former} is now {path}.</source>
        <translation>{former} ist jetzt {path}.</translation>
    </message>
    <message>
        <location filename="../../../app/shell/review_actions.py"/>
        <source>Reviews (*.sqlite);;All files (*)</source>
        <translation>Durchsichten (*.sqlite);;Alle Dateien (*)</translation>
    </message>
    <message>
        <location filename="../../../app/shell/review_actions.py"/>
        <source>Reviews as JSON (*.json);;All files (*)</source>
        <translation>Durchsichten als JSON (*.json);;Alle Dateien (*)</translation>
    </message>
    <message>
        <location filename="../../../app/shell/review_actions.py"/>
        <source>The report needs the model that proposed the findings. Choose one under Analysis.</source>
        <translation>Der Bericht braucht das Modell, das die Befunde vorgeschlagen hat. Unter „Analyse“ eines wählen.</translation>
    </message>
    <message>
        <location filename="../../../app/shell/review_actions.py"/>
        <source>The tags of the DICOM file name no part of the colon.</source>
        <translation>Die Tags der DICOM-Datei nennen keinen Kolonabschnitt.</translation>
    </message>
    <message>
        <location filename="../../../app/shell/review_actions.py"/>
        <source>Wrote {names} into {folder}.</source>
        <translation>{names} nach {folder} geschrieben.</translation>
    </message>
    <message>
        <location filename="../../../app/shell/review_actions.py"/>
        <source>It is a draft, as the review is not signed off.</source>
        <translation>Es ist ein Entwurf, da die Durchsicht nicht abgeschlossen ist.</translation>
    </message>
    <message>
        <location filename="../../../app/shell/review_actions.py"/>
        <source>Only one reader has decided on findings of this recording. Import another reader&apos;s review, or change the reader in the Findings panel.</source>
        <translation>Über Befunde dieser Aufnahme hat nur ein Befunder entschieden. Die Durchsicht eines anderen importieren oder im Bereich „Befunde“ den Befunder wechseln.</translation>
    </message>
    <message>
        <location filename="../../../app/shell/review_actions.py"/>
        <source>Import…</source>
        <translation>Importieren…</translation>
    </message>
    <message>
        <location filename="../../../app/shell/review_actions.py"/>
        <source>Imported the review of {readers}.</source>
        <translation>Durchsicht von {readers} importiert.</translation>
    </message>
    <message>
        <location filename="../../../app/shell/review_actions.py"/>
        <source>The file holds the review of no reader.</source>
        <translation>Die Datei enthält keine Durchsicht.</translation>
    </message>
    <message>
        <location filename="../../../app/shell/review_actions.py"/>
        <source>Save a copy of the review</source>
        <translation>Kopie der Durchsicht speichern</translation>
    </message>
    <message>
        <location filename="../../../app/shell/review_actions.py"/>
        <source>Export the review as JSON</source>
        <translation>Durchsicht als JSON exportieren</translation>
    </message>
    <message>
        <location filename="../../../app/shell/review_actions.py"/>
        <source>Import a review from JSON</source>
        <translation>Durchsicht aus JSON importieren</translation>
    </message>
    <message>
        <location filename="../../../app/shell/review_actions.py"/>
        <source>This is the review of {reader}, and you decide as {own}. Change the reader in the Findings panel, or see both under Review &gt; Compare readers.</source>
        <translation>Dies ist die Durchsicht von {reader}, entschieden wird als {own}. Im Bereich „Befunde“ den Befunder wechseln oder beide unter Durchsicht &gt; Befunder vergleichen ansehen.</translation>
    </message>
    <message>
        <location filename="../../../app/shell/review_actions.py"/>
        <source>Where is the recording of this review?</source>
        <translation>Wo ist die Aufnahme zu dieser Durchsicht?</translation>
    </message>
    <message>
        <location filename="../../../app/shell/review_actions.py"/>
        <source>{name} is not the recording of this review.</source>
        <translation>{name} ist nicht die Aufnahme zu dieser Durchsicht.</translation>
    </message>
    <message>
        <location filename="../../../app/shell/review_actions.py"/>
        <source>Open a review</source>
        <translation>Durchsicht öffnen</translation>
    </message>
    <message>
        <location filename="../../../app/shell/suggestion_actions.py"/>
        <source>Open a recording first, or add some to Recordings.</source>
        <translation>Zuerst eine Aufnahme öffnen oder welche zu „Aufnahmen“ hinzufügen.</translation>
    </message>
    <message>
        <location filename="../../../app/shell/suggestion_actions.py"/>
        <source>Load a model first.</source>
        <translation>Zuerst ein Modell laden.</translation>
    </message>
    <message>
        <location filename="../../../app/shell/suggestion_actions.py"/>
        <source>Not analysed completely: {n} of {count} recordings.</source>
        <translation>Nicht vollständig analysiert: {n} von {count} Aufnahmen.</translation>
    </message>
    <message>
        <location filename="../../../app/shell/suggestion_actions.py"/>
        <source>Kept for the test: {n} of {count} recordings.</source>
        <translation>Für den Test zurückgehalten: {n} von {count} Aufnahmen.</translation>
    </message>
    <message>
        <location filename="../../../app/shell/suggestion_actions.py"/>
        <source>No frame is worth it: the model is sure of all that it has analysed.</source>
        <translation>Kein Bild lohnt sich: Das Modell ist sich bei allem Analysierten sicher.</translation>
    </message>
    <message>
        <location filename="../../../app/shell/workspace_tabs.py"/>
        <source>Workspaces</source>
        <translation>Arbeitsbereiche</translation>
    </message>
    <message>
        <location filename="../../../app/shell/workspace_tabs.py"/>
        <source>Opening…</source>
        <translation>Wird geöffnet…</translation>
    </message>
    <message>
        <location filename="../../../app/shell/workspace_tabs.py"/>
        <source>This page could not be opened. Restart the program; if it happens again, reinstall it.</source>
        <translation>Diese Seite konnte nicht geöffnet werden. Das Programm neu starten; wenn es wieder geschieht, neu installieren.</translation>
    </message>
</context>
</TS>
