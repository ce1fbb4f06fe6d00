<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de">
<context>
    <name>app.workspaces.policy</name>
    <message>
        <location filename="../../../app/workspaces/policy/policy_charts.py"/>
        <source>False alarms a minute</source>
        <translation>Fehlalarme pro Minute</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/policy/policy_charts.py"/>
        <source>a minute</source>
        <translation>pro Minute</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/policy/policy_charts.py"/>
        <source>Time to the first alarm, median</source>
        <translation>Zeit bis zum ersten Alarm, Median</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/policy/policy_charts.py"/>
        <source>Missed lesions, of {count}</source>
        <translation>Übersehene Läsionen, von {count}</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/policy/policy_charts.py"/>
        <source>all lesions</source>
        <translation>alle Läsionen</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/policy/policy_charts.py"/>
        <source>lesions</source>
        <translation>Läsionen</translation>
    </message>
    <message numerus="yes">
        <location filename="../../../app/workspaces/policy/policy_charts.py"/>
        <source>{found} of {n} lesions found.</source>
        <extracomment>Singular: {found} of {n} lesion found.</extracomment>
        <translation>
            <numerusform>{found} von {n} Läsion gefunden.</numerusform>
            <numerusform>{found} von {n} Läsionen gefunden.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../../app/workspaces/policy/policy_charts.py"/>
        <source>{found} of {n} lesions found, {delay} s (median) after they came into view.</source>
        <extracomment>Singular: {found} of {n} lesion found, {delay} s (median) after it came into view.</extracomment>
        <translation>
            <numerusform>{found} von {n} Läsion gefunden, {delay} s (Median) nachdem sie ins Bild kam.</numerusform>
            <numerusform>{found} von {n} Läsionen gefunden, {delay} s (Median) nachdem sie ins Bild kamen.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/policy/policy_charts.py"/>
        <source>{count} lasting {duration}</source>
        <translation>{count} mit {duration}</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/policy/policy_charts.py"/>
        <source>{rate} false alarms a minute</source>
        <translation>{rate} Fehlalarme pro Minute</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/policy/policy_charts.py"/>
        <source>held back</source>
        <translation>zurückgehalten</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/policy/policy_charts.py"/>
        <source>frames</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/policy/policy_sliders.py"/>
        <source>Found from</source>
        <translation>Gefunden ab</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/policy/policy_sliders.py"/>
        <source>Held back for</source>
        <translation>Zurückgehalten für</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/policy/policy_sliders.py"/>
        <source>Joined over</source>
        <translation>Verbunden über</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/policy/policy_sliders.py"/>
        <source>Smallest area</source>
        <translation>Kleinste Fläche</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/policy/policy_sliders.py"/>
        <source>Own values</source>
        <translation>Eigene Werte</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/policy/policy_sliders.py"/>
        <location filename="../../../app/workspaces/policy/policy_workspace.py"/>
        <source>Policy</source>
        <translation>Alarmregel</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/policy/policy_sliders.py"/>
        <source>Followed down to</source>
        <translation>Verfolgt bis</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/policy/policy_workspace.py"/>
        <source>Add the truth of recordings: boxes of each frame (JSON), a review, or masks, next to the recording. Recordings are analysed with the model in use, once. Then sliders show what an alarm policy gives: false alarms a minute, time to the first alarm, and missed lesions, beside published values of other systems.</source>
        <translation>Die Referenz von Aufnahmen hinzufügen: Rahmen je Bild (JSON), eine Durchsicht oder Masken neben der Aufnahme. Aufnahmen werden einmal mit dem verwendeten Modell analysiert. Danach zeigen Schieberegler, was eine Alarmregel ergibt: Fehlalarme pro Minute, Zeit bis zum ersten Alarm und übersehene Läsionen, neben veröffentlichten Werten anderer Systeme.</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/policy/policy_workspace.py"/>
        <source>Apply the policy</source>
        <translation>Alarmregel anwenden</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/policy/policy_workspace.py"/>
        <source>No recordings with truth</source>
        <translation>Keine Aufnahmen mit Referenz</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/policy/policy_workspace.py"/>
        <source>Add truth…</source>
        <translation>Referenz hinzufügen…</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/policy/policy_workspace.py"/>
        <source>Recordings with truth</source>
        <translation>Aufnahmen mit Referenz</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/policy/policy_workspace.py"/>
        <source>Add…</source>
        <translation>Hinzufügen…</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/policy/policy_workspace.py"/>
        <source>Add files with the known lesions of recordings</source>
        <translation>Dateien mit den bekannten Läsionen von Aufnahmen hinzufügen</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/policy/policy_workspace.py"/>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/policy/policy_workspace.py"/>
        <source>Remove the selected recordings from this list</source>
        <translation>Gewählte Aufnahmen aus dieser Liste entfernen</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/policy/policy_workspace.py"/>
        <source>Compare…</source>
        <translation>Vergleichen…</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/policy/policy_workspace.py"/>
        <source>Show a second model on the same recordings</source>
        <translation>Ein zweites Modell auf denselben Aufnahmen zeigen</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/policy/policy_workspace.py"/>
        <source>Where the alarms of the two models differ</source>
        <translation>Wo sich die Alarme der beiden Modelle unterscheiden</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/policy/policy_workspace.py"/>
        <source>Open the recording in Review with a double click</source>
        <translation>Doppelklick öffnet die Aufnahme in der Durchsicht</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/policy/policy_workspace.py"/>
        <source>Where their alarms differ</source>
        <translation>Wo sich die Alarme unterscheiden</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/policy/policy_workspace.py"/>
        <source>Use in Review</source>
        <translation>In der Durchsicht verwenden</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/policy/policy_workspace.py"/>
        <source>Decide on findings in Review with this policy</source>
        <translation>In der Durchsicht mit dieser Regel über Befunde entscheiden</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/policy/policy_workspace.py"/>
        <source>Save model with it…</source>
        <translation>Modell damit speichern…</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/policy/policy_workspace.py"/>
        <source>Write a copy of the model whose card has this policy</source>
        <translation>Eine Kopie des Modells schreiben, deren Karte diese Regel enthält</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/policy/policy_workspace.py"/>
        <source>Truth of recordings</source>
        <translation>Referenz von Aufnahmen</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/policy/policy_workspace.py"/>
        <source>All files</source>
        <translation>Alle Dateien</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/policy/policy_workspace.py"/>
        <source>Add truth of recordings</source>
        <translation>Referenz von Aufnahmen hinzufügen</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/policy/policy_workspace.py"/>
        <source>No model is open yet.</source>
        <translation>Noch ist kein Modell geöffnet.</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/policy/policy_workspace.py"/>
        <source>Choose the recording of {name}</source>
        <translation>Aufnahme zu {name} wählen</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/policy/policy_workspace.py"/>
        <source>Analyse recordings with truth</source>
        <translation>Aufnahmen mit Referenz analysieren</translation>
    </message>
    <message numerus="yes">
        <location filename="../../../app/workspaces/policy/policy_workspace.py"/>
        <source>{name}: {n} lesions, {seconds} s</source>
        <extracomment>Singular: {name}: {n} lesion, {seconds} s</extracomment>
        <translation>
            <numerusform>{name}: {n} Läsion, {seconds} s</numerusform>
            <numerusform>{name}: {n} Läsionen, {seconds} s</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/policy/policy_workspace.py"/>
        <source>Compare with a model</source>
        <translation>Mit einem Modell vergleichen</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/policy/policy_workspace.py"/>
        <source>Models (*.safetensors)</source>
        <translation>Modelle (*.safetensors)</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/policy/policy_workspace.py"/>
        <source>This is the model in use. Choose another one to compare with it.</source>
        <translation>Das ist das verwendete Modell. Zum Vergleichen ein anderes wählen.</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/policy/policy_workspace.py"/>
        <source>only {model}</source>
        <translation>nur {model}</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/policy/policy_workspace.py"/>
        <source>at different places</source>
        <translation>an verschiedenen Stellen</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/policy/policy_workspace.py"/>
        <source>{name}, {start} to {end} s: {side}</source>
        <translation>{name}, {start} bis {end} s: {side}</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/policy/policy_workspace.py"/>
        <source>Review now decides on findings with this policy.</source>
        <translation>Die Durchsicht entscheidet jetzt mit dieser Regel über Befunde.</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/policy/policy_workspace.py"/>
        <source>Save the model with this policy</source>
        <translation>Modell mit dieser Regel speichern</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/policy/policy_workspace.py"/>
        <source>Save the model</source>
        <translation>Modell speichern</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/policy/policy_workspace.py"/>
        <source>Saved {path}.</source>
        <translation>{path} gespeichert.</translation>
    </message>
</context>
</TS>
