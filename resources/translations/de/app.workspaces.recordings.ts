<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de">
<context>
    <name>app.workspaces.recordings</name>
    <message>
        <location filename="../../../app/workspaces/recordings/archive_dialog.py"/>
        <source>Archive: {name}</source>
        <translation>Archiv: {name}</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/recordings/archive_dialog.py"/>
        <source>Reading {folder}…</source>
        <translation>{folder} wird gelesen…</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/recordings/archive_dialog.py"/>
        <location filename="../../../app/workspaces/recordings/recording_tree.py"/>
        <source>Recording</source>
        <translation>Aufnahme</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/recordings/archive_dialog.py"/>
        <location filename="../../../app/workspaces/recordings/recording_tree.py"/>
        <source>State</source>
        <translation>Status</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/recordings/archive_dialog.py"/>
        <source>Where</source>
        <translation>Wo</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/recordings/archive_dialog.py"/>
        <source>Recordings of the archive</source>
        <translation>Aufnahmen des Archivs</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/recordings/archive_dialog.py"/>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/recordings/archive_dialog.py"/>
        <source>Open the recording, or its annotated video if it is not here</source>
        <translation>Die Aufnahme öffnen, oder ihr annotiertes Video, wenn sie nicht hier liegt</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/recordings/archive_dialog.py"/>
        <source>Read the state of the archive</source>
        <translation>Status des Archivs lesen</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/recordings/archive_dialog.py"/>
        <source>Look for the recording</source>
        <translation>Aufnahme suchen</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/recordings/archive_dialog.py"/>
        <source>{path} is not on this computer, and its results in {results} hold no video.</source>
        <translation>{path} liegt nicht auf diesem Computer, und die Ergebnisse in {results} enthalten kein Video.</translation>
    </message>
    <message numerus="yes">
        <location filename="../../../app/workspaces/recordings/archive_dialog.py"/>
        <source>{done} of {n} recordings done</source>
        <extracomment>Singular: {done} of {n} recordings done</extracomment>
        <translation>
            <numerusform>{done} von {n} Aufnahme fertig</numerusform>
            <numerusform>{done} von {n} Aufnahmen fertig</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/recordings/archive_dialog.py"/>
        <source>{count} running</source>
        <translation>{count} laufen</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/recordings/archive_dialog.py"/>
        <location filename="../../../app/workspaces/recordings/labels.py"/>
        <source>{count} failed</source>
        <translation>{count} fehlgeschlagen</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/recordings/archive_dialog.py"/>
        <source>{rate} frames/s</source>
        <translation>{rate} Bilder/s</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/recordings/archive_dialog.py"/>
        <location filename="../../../app/workspaces/recordings/labels.py"/>
        <source>about {time} left</source>
        <translation>noch etwa {time}</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/recordings/archive_dialog.py"/>
        <source>{text}. No machine distributes the work at the moment.</source>
        <translation>{text}. Zurzeit verteilt kein Rechner die Arbeit.</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/recordings/archive_dialog.py"/>
        <location filename="../../../app/workspaces/recordings/labels.py"/>
        <source>Waiting</source>
        <translation>Wartet</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/recordings/archive_dialog.py"/>
        <source>Running, {share}%</source>
        <translation>Läuft, {share} %</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/recordings/archive_dialog.py"/>
        <location filename="../../../app/workspaces/recordings/labels.py"/>
        <source>Failed: {reason}</source>
        <translation>Fehlgeschlagen: {reason}</translation>
    </message>
    <message numerus="yes">
        <location filename="../../../app/workspaces/recordings/archive_dialog.py"/>
        <source>Done, {n} frames</source>
        <extracomment>Singular: Done, {n} frame</extracomment>
        <translation>
            <numerusform>Fertig, {n} Bild</numerusform>
            <numerusform>Fertig, {n} Bilder</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/recordings/labels.py"/>
        <source>File missing: renamed, moved or on a drive that is not connected</source>
        <translation>Datei fehlt: umbenannt, verschoben oder auf einem nicht verbundenen Laufwerk</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/recordings/labels.py"/>
        <source>Complete, with {model}</source>
        <translation>Vollständig, mit {model}</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/recordings/labels.py"/>
        <source>Complete.</source>
        <translation>Vollständig.</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/recordings/labels.py"/>
        <source>Open in Review</source>
        <translation>In der Durchsicht öffnen</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/recordings/labels.py"/>
        <source>Paused</source>
        <translation>Angehalten</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/recordings/labels.py"/>
        <source>Waiting for the recording in Review</source>
        <translation>Wartet auf die Aufnahme in der Durchsicht</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/recordings/labels.py"/>
        <source>Analysing</source>
        <translation>Wird analysiert</translation>
    </message>
    <message numerus="yes">
        <location filename="../../../app/workspaces/recordings/labels.py"/>
        <source>{n} images</source>
        <extracomment>Singular: {n} image</extracomment>
        <translation>
            <numerusform>{n} Bild</numerusform>
            <numerusform>{n} Bilder</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/recordings/labels.py"/>
        <source>about {time}</source>
        <translation>etwa {time}</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/recordings/labels.py"/>
        <source>hidden</source>
        <translation>verborgen</translation>
    </message>
    <message numerus="yes">
        <location filename="../../../app/workspaces/recordings/labels.py"/>
        <source>{done} of {n} complete</source>
        <extracomment>Singular: {done} of {n} complete</extracomment>
        <translation>
            <numerusform>{done} von {n} vollständig</numerusform>
            <numerusform>{done} von {n} vollständig</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/recordings/labels.py"/>
        <source>{count} missing</source>
        <translation>{count} fehlen</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/recordings/labels.py"/>
        <source>paused</source>
        <translation>angehalten</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/recordings/labels.py"/>
        <source>waiting for the model</source>
        <translation>wartet auf das Modell</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/recordings/labels.py"/>
        <source>waiting for the recording in Review</source>
        <translation>wartet auf die Aufnahme in der Durchsicht</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/recordings/labels.py"/>
        <source>at least {time} left</source>
        <translation>noch mindestens {time}</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/recordings/labels.py"/>
        <source>{name} in {folder}</source>
        <translation>{name} in {folder}</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/recordings/labels.py"/>
        <source>Added {date}</source>
        <translation>Hinzugefügt {date}</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/recordings/labels.py"/>
        <source>Model: {model}</source>
        <translation>Modell: {model}</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/recordings/recording_tree.py"/>
        <source>Length</source>
        <translation>Dauer</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/recordings/recording_tree.py"/>
        <source>Findings</source>
        <translation>Befunde</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/recordings/recording_tree.py"/>
        <source>Analysed</source>
        <translation>Analysiert</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/recordings/recording_tree.py"/>
        <source>Recordings</source>
        <translation>Aufnahmen</translation>
    </message>
    <message numerus="yes">
        <location filename="../../../app/workspaces/recordings/recording_tree.py"/>
        <source>Examination of {n} recordings</source>
        <extracomment>Singular: Examination of {n} recording</extracomment>
        <translation>
            <numerusform>Untersuchung mit {n} Aufnahme</numerusform>
            <numerusform>Untersuchung mit {n} Aufnahmen</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/recordings/recordings_workspace.py"/>
        <source>No recordings in the list</source>
        <translation>Keine Aufnahmen in der Liste</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/recordings/recordings_workspace.py"/>
        <source>Add recordings, or drop files and folders here: they are analysed one after the other, and open in Review with their findings. The list goes on after a restart, and waits while you watch a recording.</source>
        <translation>Aufnahmen hinzufügen oder Dateien und Ordner hierher ziehen: Sie werden nacheinander analysiert und öffnen sich mit ihren Befunden in der Durchsicht. Die Liste läuft nach einem Neustart weiter und wartet, solange eine Aufnahme angesehen wird.</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/recordings/recordings_workspace.py"/>
        <source>Add recordings…</source>
        <translation>Aufnahmen hinzufügen…</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/recordings/recordings_workspace.py"/>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/recordings/recordings_workspace.py"/>
        <source>Resume</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/recordings/recordings_workspace.py"/>
        <source>Pause</source>
        <translation>Anhalten</translation>
    </message>
    <message numerus="yes">
        <location filename="../../../app/workspaces/recordings/recordings_workspace.py"/>
        <source>{n} recordings removed.</source>
        <extracomment>Singular: {n} recording removed from the list.</extracomment>
        <translation>
            <numerusform>{n} Aufnahme aus der Liste entfernt.</numerusform>
            <numerusform>{n} Aufnahmen entfernt.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/recordings/recordings_workspace.py"/>
        <source>Add recordings</source>
        <translation>Aufnahmen hinzufügen</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/recordings/recordings_workspace.py"/>
        <source>Add the recordings in a folder</source>
        <translation>Die Aufnahmen eines Ordners hinzufügen</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/recordings/recordings_workspace.py"/>
        <source>Follow the archive in the output folder</source>
        <translation>Dem Archiv im Ausgabeordner folgen</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/recordings/recordings_workspace.py"/>
        <source>Where is {name}?</source>
        <translation>Wo ist {name}?</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/recordings/recordings_workspace.py"/>
        <source>Where is the folder {name}?</source>
        <translation>Wo ist der Ordner {name}?</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/recordings/recordings_workspace.py"/>
        <source>Examination</source>
        <translation>Untersuchung</translation>
    </message>
    <message numerus="yes">
        <location filename="../../../app/workspaces/recordings/recordings_workspace.py"/>
        <source>Examination that the selected {n} recordings are parts of. Leave it empty for none.</source>
        <extracomment>Singular: Examination that the selected {n} recording is a part of. Leave it empty for none.</extracomment>
        <translation>
            <numerusform>Untersuchung, zu der die gewählte Aufnahme gehört. Leer lassen für keine.</numerusform>
            <numerusform>Untersuchung, zu der die gewählten {n} Aufnahmen gehören. Leer lassen für keine.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/recordings/recordings_workspace.py"/>
        <source>Videos</source>
        <translation>Videos</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/recordings/recordings_workspace.py"/>
        <source>All files</source>
        <translation>Alle Dateien</translation>
    </message>
</context>
</TS>
