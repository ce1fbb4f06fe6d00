<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de">
<context>
    <name>app.mask_editing</name>
    <message>
        <location filename="../../../app/mask_editing/edit_bar.py"/>
        <source>Radius of the brush in pixels of the picture ([ and ], or Ctrl+wheel)</source>
        <translation>Radius des Pinsels in Pixeln des Bildes ([ und ] oder Strg+Mausrad)</translation>
    </message>
    <message>
        <location filename="../../../app/mask_editing/edit_layer.py"/>
        <source>Drag a box around the polyp, with a little space</source>
        <translation>Einen Rahmen mit etwas Abstand um den Polypen ziehen</translation>
    </message>
    <message>
        <location filename="../../../app/mask_editing/edit_layer.py"/>
        <source>Drag an ellipse around the polyp, with a little space</source>
        <translation>Eine Ellipse mit etwas Abstand um den Polypen ziehen</translation>
    </message>
    <message>
        <location filename="../../../app/mask_editing/edit_layer.py"/>
        <source>Paint what belongs to the polyp</source>
        <translation>Malen, was zum Polypen gehört</translation>
    </message>
    <message>
        <location filename="../../../app/mask_editing/edit_layer.py"/>
        <source>Wipe off what does not belong to the polyp</source>
        <translation>Entfernen, was nicht zum Polypen gehört</translation>
    </message>
    <message>
        <location filename="../../../app/mask_editing/edit_layer.py"/>
        <source>Click the corners; Enter closes, Backspace and Esc take back</source>
        <translation>Ecken anklicken; Enter schließt, Rücktaste und Esc nehmen zurück</translation>
    </message>
    <message>
        <location filename="../../../app/mask_editing/edit_layer.py"/>
        <source>Click on the region to keep</source>
        <translation>Die Region anklicken, die bleiben soll</translation>
    </message>
    <message>
        <location filename="../../../app/mask_editing/edit_layer.py"/>
        <source>Click on the region to delete</source>
        <translation>Die Region anklicken, die gelöscht werden soll</translation>
    </message>
    <message>
        <location filename="../../../app/mask_editing/edit_layer.py"/>
        <source>Mask editor</source>
        <translation>Maskeneditor</translation>
    </message>
    <message>
        <location filename="../../../app/mask_editing/edit_tools.py"/>
        <source>A polygon needs three corners.</source>
        <translation>Ein Polygon braucht drei Ecken.</translation>
    </message>
    <message>
        <location filename="../../../app/mask_editing/edit_tools.py"/>
        <source>The polygon was discarded: it had fewer than three corners.</source>
        <translation>Das Polygon wurde verworfen: Es hatte weniger als drei Ecken.</translation>
    </message>
    <message>
        <location filename="../../../app/mask_editing/edit_tools.py"/>
        <source>Draw around the polyp, inside the picture.</source>
        <translation>Um den Polypen zeichnen, innerhalb des Bildes.</translation>
    </message>
    <message>
        <location filename="../../../app/mask_editing/edit_tools.py"/>
        <source>No level of the model&apos;s map fits there, so an ellipse was drawn. Correct it with the brush.</source>
        <translation>Kein Niveau der Karte des Modells passt dort, daher wurde eine Ellipse gezeichnet. Mit dem Pinsel korrigieren.</translation>
    </message>
    <message>
        <location filename="../../../app/mask_editing/edit_tools.py"/>
        <source>Click on a marked region.</source>
        <translation>Eine markierte Region anklicken.</translation>
    </message>
    <message>
        <location filename="../../../app/mask_editing/mask_tools.py"/>
        <source>The mask has no holes.</source>
        <translation>Die Maske hat keine Löcher.</translation>
    </message>
    <message>
        <location filename="../../../app/mask_editing/mask_tools.py"/>
        <source>No level of the model&apos;s map fits the mask better.</source>
        <translation>Kein Niveau der Karte des Modells passt besser zur Maske.</translation>
    </message>
</context>
</TS>
