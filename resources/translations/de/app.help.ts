<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de">
<context>
    <name>app.help</name>
    <message>
        <location filename="../../../app/help/manual_window.py"/>
        <source>Contents</source>
        <translation>Inhalt</translation>
    </message>
    <message>
        <location filename="../../../app/help/manual_window.py"/>
        <source>Reviewing recordings</source>
        <translation>Aufnahmen durchsehen</translation>
    </message>
    <message>
        <location filename="../../../app/help/manual_window.py"/>
        <source>Exports</source>
        <translation>Exporte</translation>
    </message>
    <message>
        <location filename="../../../app/help/manual_window.py"/>
        <source>Datasets</source>
        <translation>Datensätze</translation>
    </message>
    <message>
        <location filename="../../../app/help/manual_window.py"/>
        <source>Training</source>
        <translation>Training</translation>
    </message>
    <message>
        <location filename="../../../app/help/manual_window.py"/>
        <source>Metrics</source>
        <translation>Kennzahlen</translation>
    </message>
    <message>
        <location filename="../../../app/help/manual_window.py"/>
        <source>The shipped models</source>
        <translation>Mitgelieferte Modelle</translation>
    </message>
    <message>
        <location filename="../../../app/help/manual_window.py"/>
        <source>Archives</source>
        <translation>Archive</translation>
    </message>
    <message>
        <location filename="../../../app/help/manual_window.py"/>
        <source>Data protection</source>
        <translation>Datenschutz</translation>
    </message>
    <message>
        <location filename="../../../app/help/manual_window.py"/>
        <source>Installing</source>
        <translation>Installieren</translation>
    </message>
    <message>
        <location filename="../../../app/help/manual_window.py"/>
        <source>Glossary</source>
        <translation>Glossar</translation>
    </message>
    <message>
        <location filename="../../../app/help/manual_window.py"/>
        <source>What is new</source>
        <translation>Was ist neu</translation>
    </message>
    <message>
        <location filename="../../../app/help/manual_window.py"/>
        <source>Page of the manual</source>
        <translation>Seite des Handbuchs</translation>
    </message>
    <message>
        <location filename="../../../app/help/manual_window.py"/>
        <source>Manual</source>
        <translation>Handbuch</translation>
    </message>
    <message>
        <location filename="../../../app/help/manual_window.py"/>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <location filename="../../../app/help/manual_window.py"/>
        <source>Forward</source>
        <translation>Vor</translation>
    </message>
    <message>
        <location filename="../../../app/help/manual_window.py"/>
        <source>Find on this page</source>
        <translation>Auf dieser Seite suchen</translation>
    </message>
    <message>
        <location filename="../../../app/help/manual_window.py"/>
        <source>Chapters</source>
        <translation>Kapitel</translation>
    </message>
    <message>
        <location filename="../../../app/help/manual_window.py"/>
        <source>Not on this page</source>
        <translation>Nicht auf dieser Seite</translation>
    </message>
    <message>
        <location filename="../../../app/help/tour.py"/>
        <source>Skip the tour</source>
        <translation>Rundgang überspringen</translation>
    </message>
    <message>
        <location filename="../../../app/help/tour.py"/>
        <source>Next</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <location filename="../../../app/help/tour.py"/>
        <source>{number} of {count}</source>
        <translation>{number} von {count}</translation>
    </message>
    <message>
        <location filename="../../../app/help/tour.py"/>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <location filename="../../../app/help/tour_steps.py"/>
        <source>The recording</source>
        <translation>Die Aufnahme</translation>
    </message>
    <message>
        <location filename="../../../app/help/tour_steps.py"/>
        <source>Space plays and pauses; comma and full stop step by one frame. The coloured area is what the model takes for a polyp on exactly this frame. H hides it.</source>
        <translation>Die Leertaste spielt ab und hält an; Komma und Punkt gehen um ein Bild zurück und vor. Die farbige Fläche hält das Modell auf genau diesem Bild für einen Polypen. H blendet sie aus.</translation>
    </message>
    <message>
        <location filename="../../../app/help/tour_steps.py"/>
        <source>The whole recording at a glance</source>
        <translation>Die ganze Aufnahme auf einen Blick</translation>
    </message>
    <message>
        <location filename="../../../app/help/tour_steps.py"/>
        <source>It is analysed in the background: green is a finding, diagonal lines are frames not looked at yet. N goes to the next finding, the wheel zooms.</source>
        <translation>Sie wird im Hintergrund analysiert: Grün ist ein Befund, schräge Linien sind noch nicht analysierte Bilder. N springt zum nächsten Befund, das Mausrad vergrößert.</translation>
    </message>
    <message>
        <location filename="../../../app/help/tour_steps.py"/>
        <source>Findings, and what you decide</source>
        <translation>Befunde und Entscheidungen</translation>
    </message>
    <message>
        <location filename="../../../app/help/tour_steps.py"/>
        <source>Enter confirms a finding, X rejects it, U calls it unsure; Ctrl+Z undoes. Each decision is on the disk within a second.</source>
        <translation>Die Eingabetaste bestätigt einen Befund, X verwirft ihn, U stuft ihn als unsicher ein; Strg+Z macht es rückgängig. Jede Entscheidung ist innerhalb einer Sekunde gespeichert.</translation>
    </message>
    <message>
        <location filename="../../../app/help/tour_steps.py"/>
        <source>What counts as a finding</source>
        <translation>Was als Befund gilt</translation>
    </message>
    <message>
        <location filename="../../../app/help/tour_steps.py"/>
        <source>The policy decides which regions become findings, and shows at once how many there are. Threshold and opacity change the outline only.</source>
        <translation>Die Alarmregel entscheidet, welche Regionen zu Befunden werden, und zeigt sofort, wie viele es sind. Schwellenwert und Deckkraft ändern nur die Darstellung.</translation>
    </message>
    <message>
        <location filename="../../../app/help/tour_steps.py"/>
        <source>Your own recordings</source>
        <translation>Eigene Aufnahmen</translation>
    </message>
    <message>
        <location filename="../../../app/help/tour_steps.py"/>
        <source>Drop a video or a folder on the window. Export and Review &gt; Report write the results. F1 opens the manual at what has the focus; the question mark lists all keys.</source>
        <translation>Ein Video oder einen Ordner auf das Fenster ziehen. „Export“ und „Durchsicht &gt; Bericht“ schreiben die Ergebnisse. F1 öffnet das Handbuch an der passenden Stelle; das Fragezeichen listet alle Tasten auf.</translation>
    </message>
</context>
</TS>
