<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de">
<context>
    <name>app.workspaces.review.readers</name>
    <message>
        <location filename="../../../app/workspaces/review/readers/compare_dialog.py"/>
        <source>Compare readers</source>
        <translation>Befunder vergleichen</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/readers/compare_dialog.py"/>
        <source>First reader</source>
        <translation>Erster Befunder</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/readers/compare_dialog.py"/>
        <source>Second reader</source>
        <translation>Zweiter Befunder</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/readers/compare_dialog.py"/>
        <source>Disagreements</source>
        <translation>Abweichungen</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/readers/compare_dialog.py"/>
        <source>and</source>
        <translation>und</translation>
    </message>
    <message numerus="yes">
        <location filename="../../../app/workspaces/review/readers/compare_dialog.py"/>
        <source>{n} disagreements</source>
        <extracomment>Singular: {n} disagreement</extracomment>
        <translation>
            <numerusform>{n} Abweichung</numerusform>
            <numerusform>{n} Abweichungen</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/readers/compare_dialog.py"/>
        <source>No disagreement</source>
        <translation>Keine Abweichung</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/readers/compare_dialog.py"/>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/readers/compare_dialog.py"/>
        <source>Length</source>
        <translation>Dauer</translation>
    </message>
    <message numerus="yes">
        <location filename="../../../app/workspaces/review/readers/compare_dialog.py"/>
        <source>Both decided {n} findings and agree on {percent}% of them.</source>
        <extracomment>Singular: Both decided {n} finding and agree on {percent}% of them.</extracomment>
        <translation>
            <numerusform>Über {n} Befund haben beide entschieden, mit {percent} % Übereinstimmung.</numerusform>
            <numerusform>Über {n} Befunde haben beide entschieden, mit {percent} % Übereinstimmung.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/readers/compare_dialog.py"/>
        <source>There is no finding that both have decided.</source>
        <translation>Es gibt keinen Befund, über den beide entschieden haben.</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/readers/compare_dialog.py"/>
        <source>Cohen&apos;s kappa {kappa}, 95 % interval {low} to {high} (too narrow with fewer than {few} findings).</source>
        <translation>Cohens Kappa {kappa}, 95-%-Konfidenzintervall {low} bis {high} (bei weniger als {few} Befunden zu schmal).</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/readers/compare_dialog.py"/>
        <source>Cohen&apos;s kappa {kappa}, 95 % interval {low} to {high}.</source>
        <translation>Cohens Kappa {kappa}, 95-%-Konfidenzintervall {low} bis {high}.</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/readers/compare_dialog.py"/>
        <source>Cohen&apos;s kappa is undefined, as both gave the same answer throughout.</source>
        <translation>Cohens Kappa ist nicht definiert, da beide durchgehend dieselbe Antwort gaben.</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/readers/compare_dialog.py"/>
        <source>Confirmed by both: {both}; only by {first}: {first_count}; only by {second}: {second_count}. Positive agreement {percent}%.</source>
        <translation>Von beiden bestätigt: {both}; nur von {first}: {first_count}; nur von {second}: {second_count}. Positive Übereinstimmung {percent} %.</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/readers/compare_dialog.py"/>
        <source>not marked</source>
        <translation>nicht markiert</translation>
    </message>
</context>
</TS>
