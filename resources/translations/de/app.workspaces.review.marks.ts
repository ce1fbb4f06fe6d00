<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de">
<context>
    <name>app.workspaces.review.marks</name>
    <message>
        <location filename="../../../app/workspaces/review/marks/examination_panel.py"/>
        <source>Right</source>
        <translation>Rechts</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/marks/examination_panel.py"/>
        <source>Transverse</source>
        <translation>Transversum</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/marks/examination_panel.py"/>
        <source>Left</source>
        <translation>Links</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/marks/examination_panel.py"/>
        <source>Marks of the examination</source>
        <translation>Markierungen der Untersuchung</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/marks/examination_panel.py"/>
        <source>A click goes there, Del removes the mark</source>
        <translation>Ein Klick geht dorthin, Entf entfernt die Markierung</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/marks/examination_panel.py"/>
        <source>Mark moments at the playhead, and stretches as a range or by their beginning and end.</source>
        <translation>Zeitpunkte am Abspielkopf markieren, Abschnitte als Bereich oder durch Anfang und Ende.</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/marks/examination_panel.py"/>
        <source>Bowel preparation, {segment} colon</source>
        <translation>Darmvorbereitung, Kolonabschnitt {segment}</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/marks/examination_panel.py"/>
        <source>0: unprepared, 1: parts are not seen, 2: residue, all is seen, 3: clean</source>
        <translation>0: nicht vorbereitet, 1: Teile nicht beurteilbar, 2: Reste, alles beurteilbar, 3: sauber</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/marks/examination_panel.py"/>
        <source>Withdrawal time</source>
        <translation>Rückzugszeit</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/marks/examination_panel.py"/>
        <source>Marks</source>
        <translation>Markierungen</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/marks/examination_panel.py"/>
        <source>Bowel preparation</source>
        <translation>Darmvorbereitung</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/marks/examination_panel.py"/>
        <source>{mark} begins at {time}</source>
        <translation>{mark}: Beginn bei {time}</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/marks/examination_panel.py"/>
        <source>BBPS {total} of 9</source>
        <translation>BBPS {total} von 9</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/marks/examination_panel.py"/>
        <source>{total}, of which {inspection} inspection</source>
        <translation>{total}, davon {inspection} Inspektion</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/marks/examination_panel.py"/>
        <source>The withdrawal ends before it begins: correct the marks.</source>
        <translation>Der Rückzug endet, bevor er beginnt: Markierungen korrigieren.</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/marks/examination_panel.py"/>
        <source>Mark where it begins and ends.</source>
        <translation>Beginn und Ende markieren.</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/marks/examination_panel.py"/>
        <source>Mark where the withdrawal ends.</source>
        <translation>Das Ende des Rückzugs markieren.</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/marks/examination_panel.py"/>
        <source>Mark where the withdrawal begins.</source>
        <translation>Den Beginn des Rückzugs markieren.</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/marks/mark_actions.py"/>
        <source>{mark} begins here. Press {key} again where it ends.</source>
        <translation>{mark}: beginnt hier. Am Ende erneut {key} drücken.</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/marks/mark_painting.py"/>
        <source>C</source>
        <translation>Z</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/marks/mark_painting.py"/>
        <source>W</source>
        <translation>R</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/marks/mark_painting.py"/>
        <source>E</source>
        <translation>E</translation>
    </message>
</context>
</TS>
