<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de">
<context>
    <name>app.services</name>
    <message>
        <source>Playback</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>If the computer is too slow</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show every frame, play slower</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep the speed, skip frames</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every frame is safest for review: nothing is skipped unseen.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Speed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>x</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 is the speed of the recording.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Play as soon as a file opens</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Turn off to open every file paused on its first frame.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Resume at the last position</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The last position of each file is stored by its content, not by its name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Images per second</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>fps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The rate at which a folder of images plays; images carry no rate themselves.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Deinterlace</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>When the recording needs it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Always</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Never</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>PAL and NTSC recordings hold two half pictures per frame, which comb where they move.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Overlay</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Style</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Outline</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Heat map</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The heat map shows the network&apos;s probability before the threshold.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opacity</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Low enough to see the mucosa through the mask.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Colour</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Colour-blind readers: take sky blue or yellow.</source>
        <translation>Bei Farbsehschwäche: Himmelblau oder Gelb wählen.</translation>
    </message>
    <message>
        <source>Pattern</source>
        <translation>Muster</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Keines</translation>
    </message>
    <message>
        <source>Stripes</source>
        <translation>Streifen</translation>
    </message>
    <message>
        <source>Dots</source>
        <translation>Punkte</translation>
    </message>
    <message>
        <source>Stripes and dots fill a mask; its outline is dashed or dotted.</source>
        <translation>Streifen und Punkte füllen eine Maske; ihr Umriss ist gestrichelt oder gepunktet.</translation>
    </message>
    <message>
        <source>Threshold</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From the model card</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pixels from this probability on are marked. Each model card has the value it was calibrated to.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Smallest region</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>% of picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Smaller regions are not shown: most of them are noise.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next finding goes to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its best frame</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The best frame shows the polyp large, sharp and with high probability.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Review</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reader</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The name under which decisions are stored. If empty, that of the user who is logged in.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>After a decision, go to the next undecided finding</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Then a recording is decided by one key for each finding.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reaction time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>While a polyp is pointed at during playback, hand and eye are late by this time.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hide the model until I show it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For reading without its influence: masks, time line and findings appear at a click.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Performance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run the network on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The best available</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CPU</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>GPU (CUDA)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A GPU that fails or is missing falls back to the CPU, with a notice.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Analyse the whole clip in the background</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fills the time line and lists findings before playback reaches them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Memory for decoded frames</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>MB</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>More memory allows stepping back faster through longer stretches. At least eight frames are kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Memory for masks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Further masks are stored in a cache folder on disk.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Snapshots go to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pictures / Polyp Viewer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The folder for snapshots of the current frame, as PNG.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name snapshots without the file&apos;s name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>File names can contain patients&apos; names: snapshots are named snapshot-000123.png instead.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look for text in the picture before exports</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing of a recording is exported before you have looked at the rectangles that are proposed for names and dates in its picture. polyp-annotate refuses a recording in which some are not blacked out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remember recent files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>File names can contain patients&apos; names: turn off on a shared computer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Window</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the welcome page</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Play the demo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the last file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The very first start always plays the demo.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Language</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As the system</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>English</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Deutsch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Takes effect at the next start.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Theme</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Light</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A dark surround keeps the eyes adapted to the picture.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
