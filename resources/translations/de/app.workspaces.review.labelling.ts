<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de">
<context>
    <name>app.workspaces.review.labelling</name>
    <message>
        <location filename="../../../app/workspaces/review/labelling/propagator.py"/>
        <source>Correct the mask of a frame first (W): it is propagated from there.</source>
        <translation>Zuerst die Maske eines Bildes korrigieren (W): Von dort wird sie übertragen.</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/labelling/propagator.py"/>
        <source>There is no corrected mask at this frame or before it. Press W to correct one.</source>
        <translation>Bei diesem Bild und davor gibt es keine korrigierte Maske. Mit W eine korrigieren.</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/labelling/propagator.py"/>
        <source>There is no corrected mask at this frame or after it. Press W to correct one.</source>
        <translation>Bei diesem Bild und danach gibt es keine korrigierte Maske. Mit W eine korrigieren.</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/labelling/propagator.py"/>
        <source>the mask drifts: forward and backward optical flow disagree there</source>
        <translation>Die Maske driftet ab, der optische Fluss vorwärts und rückwärts stimmt dort nicht überein</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/labelling/propagator.py"/>
        <source>the scene changes there</source>
        <translation>Die Szene wechselt dort</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/labelling/propagator.py"/>
        <source>the frame is damaged</source>
        <translation>Das Bild ist beschädigt</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/labelling/propagator.py"/>
        <source>the mask leaves the picture there</source>
        <translation>Die Maske verlässt dort das Bild</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/labelling/propagator.py"/>
        <source>Masks are propagated in recordings whose review is open.</source>
        <translation>Masken werden nur in Aufnahmen mit geöffneter Durchsicht übertragen.</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/labelling/propagator.py"/>
        <source>Masks are being propagated already. Stop it in the bar below, or wait.</source>
        <translation>Es werden bereits Masken übertragen. In der Leiste unten abbrechen oder warten.</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/labelling/propagator.py"/>
        <source>Propagate masks</source>
        <translation>Masken übertragen</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/labelling/propagator.py"/>
        <source>Masks were not propagated.</source>
        <translation>Die Masken wurden nicht übertragen.</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/labelling/propagator.py"/>
        <source>Masks were not propagated, because the reader was changed.</source>
        <translation>Es wurden keine Masken übertragen, weil der Befunder gewechselt wurde.</translation>
    </message>
    <message numerus="yes">
        <location filename="../../../app/workspaces/review/labelling/propagator.py"/>
        <source>{n} frames got a propagated mask.</source>
        <extracomment>Singular: {n} frame got a propagated mask.</extracomment>
        <translation>
            <numerusform>{n} Bild hat eine übertragene Maske erhalten.</numerusform>
            <numerusform>{n} Bilder haben eine übertragene Maske erhalten.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/labelling/propagator.py"/>
        <source>No frame got a propagated mask.</source>
        <translation>Kein Bild hat eine übertragene Maske erhalten.</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/labelling/propagator.py"/>
        <source>Propagation forward stopped at frame {frame}: {reason}.</source>
        <translation>Die Übertragung vorwärts endete bei Bild {frame}: {reason}.</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/labelling/propagator.py"/>
        <source>Propagation backward stopped at frame {frame}: {reason}.</source>
        <translation>Die Übertragung rückwärts endete bei Bild {frame}: {reason}.</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/labelling/suggestions_dialog.py"/>
        <source>Recording</source>
        <translation>Aufnahme</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/labelling/suggestions_dialog.py"/>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/labelling/suggestions_dialog.py"/>
        <source>Frame</source>
        <translation>Bild</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/labelling/suggestions_dialog.py"/>
        <source>Why</source>
        <translation>Grund</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/labelling/suggestions_dialog.py"/>
        <source>Frames from whose masks the model would learn most, by what it found in them. They are spread over recordings, examinations and time; frames that have masks and recordings that are kept for the test are left out.</source>
        <translation>Bilder, aus deren Masken das Modell nach seinen bisherigen Ergebnissen am meisten lernen würde. Sie sind über Aufnahmen, Untersuchungen und Zeit verteilt; Bilder mit Masken und für den Test zurückgehaltene Aufnahmen sind ausgenommen.</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/labelling/suggestions_dialog.py"/>
        <source>Frames to label next</source>
        <translation>Als Nächstes zu annotierende Bilder</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/labelling/suggestions_dialog.py"/>
        <source>Number of frames</source>
        <translation>Anzahl der Bilder</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/labelling/suggestions_dialog.py"/>
        <source>Suggest</source>
        <translation>Vorschlagen</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/labelling/suggestions_dialog.py"/>
        <source>Suggested frames</source>
        <translation>Vorgeschlagene Bilder</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/labelling/suggestions_dialog.py"/>
        <source>Frames</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/labelling/suggestions_dialog.py"/>
        <source>From all {count} recordings of the list</source>
        <translation>Aus allen {count} Aufnahmen der Liste</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/labelling/suggestions_dialog.py"/>
        <source>From the list</source>
        <translation>Aus der Liste</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/labelling/suggestions_dialog.py"/>
        <source>Suggesting…</source>
        <translation>Vorschläge werden gesucht…</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/labelling/watch_bar.py"/>
        <source>Lesion</source>
        <translation>Läsion</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/labelling/watch_bar.py"/>
        <source>● Polyp visible</source>
        <translation>● Polyp sichtbar</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/labelling/watch_bar.py"/>
        <source>A new lesion</source>
        <translation>Eine neue Läsion</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/labelling/watching.py"/>
        <source>The review is complete. Reopen it to record what you see.</source>
        <translation>Die Durchsicht ist abgeschlossen. Zum Erfassen von Gesehenem wieder öffnen.</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/labelling/watching.py"/>
        <source>What you see is recorded in recordings whose review is open.</source>
        <translation>Gesehenes wird nur in Aufnahmen mit geöffneter Durchsicht erfasst.</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/labelling/watching.py"/>
        <source>Play the recording, and hold Q while a polyp is visible, with the pointer on it.</source>
        <translation>Die Aufnahme abspielen und Q gedrückt halten, solange ein Polyp sichtbar ist, mit dem Mauszeiger auf ihm.</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/labelling/watching.py"/>
        <source>Same as at {times}</source>
        <translation>Wie bei {times}</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/labelling/watching.py"/>
        <source>Polyp at {times}</source>
        <translation>Polyp bei {times}</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/labelling/watching.py"/>
        <source>{start} to {end}</source>
        <translation>{start}–{end}</translation>
    </message>
</context>
</TS>
