<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de">
<context>
    <name>app.workspaces.review.mask_editor</name>
    <message>
        <location filename="../../../app/workspaces/review/mask_editor/mask_editor.py"/>
        <source>Masks are corrected in recordings whose review is open.</source>
        <translation>Masken werden nur in Aufnahmen mit geöffneter Durchsicht korrigiert.</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/mask_editor/mask_editor.py"/>
        <source>This is the model&apos;s mask already.</source>
        <translation>Das ist bereits die Maske des Modells.</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/mask_editor/mask_editor.py"/>
        <source>This picture is marked as polyp-free.</source>
        <translation>Dieses Bild ist als polypenfrei markiert.</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/mask_editor/mask_editor.py"/>
        <source>This frame is marked as polyp-free already. Ctrl+Z undoes it.</source>
        <translation>Dieses Bild ist bereits als polypenfrei gekennzeichnet. Strg+Z macht es rückgängig.</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/mask_editor/mask_editor.py"/>
        <source>Frame {number} is marked as polyp-free.</source>
        <translation>Bild {number} ist als polypenfrei gekennzeichnet.</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/mask_editor/mask_painting.py"/>
        <source>Mask carried over from a corrected one</source>
        <translation>Von einer korrigierten übertragene Maske</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/mask_editor/mask_painting.py"/>
        <source>Mask at which the reader pointed</source>
        <translation>Maske, auf die der Befunder gezeigt hat</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/mask_editor/mask_painting.py"/>
        <source>Polyp-free, says the reader</source>
        <translation>Vom Befunder als polypenfrei bestätigt</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/mask_editor/mask_painting.py"/>
        <source>Corrected mask</source>
        <translation>Korrigierte Maske</translation>
    </message>
</context>
</TS>
