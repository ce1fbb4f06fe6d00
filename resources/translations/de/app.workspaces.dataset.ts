<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de">
<context>
    <name>app.workspaces.dataset</name>
    <message>
        <location filename="../../../app/workspaces/dataset/correction_export.py"/>
        <source>Looking for corrected pairs</source>
        <translation>Korrigierte Paare werden gesucht</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/correction_export.py"/>
        <source>You have corrected none of these pairs. Open a pair and press W to correct it.</source>
        <translation>Keines dieser Paare ist korrigiert. Ein Paar öffnen und W drücken, um es zu korrigieren.</translation>
    </message>
    <message numerus="yes">
        <location filename="../../../app/workspaces/dataset/correction_export.py"/>
        <source>{n} datasets</source>
        <extracomment>Singular: {n} dataset</extracomment>
        <translation>
            <numerusform>{n} Datensatz</numerusform>
            <numerusform>{n} Datensätze</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/export_button.py"/>
        <source>Corrected pairs into a dataset…</source>
        <translation>Korrigierte Paare in einen Datensatz…</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/pair_detail.py"/>
        <source>Revert</source>
        <translation>Zurücksetzen</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/pair_detail.py"/>
        <source>Return to the dataset&apos;s mask; undo brings the correction back</source>
        <translation>Zur Maske des Datensatzes zurückkehren; Rückgängig holt die Korrektur zurück</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/pair_detail.py"/>
        <source>corrected</source>
        <translation>korrigiert</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/pair_detail.py"/>
        <source>marked as polyp-free by {reader}</source>
        <translation>als polypenfrei markiert von {reader}</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/pair_detail.py"/>
        <source>corrected by {reader}</source>
        <translation>korrigiert von {reader}</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/pair_editor.py"/>
        <source>Reading…</source>
        <translation>Wird gelesen…</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/pair_editor.py"/>
        <source>This is the dataset&apos;s mask already.</source>
        <translation>Das ist bereits die Maske des Datensatzes.</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/dataset/pair_editor.py"/>
        <source>This pair is marked as polyp-free. Ctrl+Z undoes it.</source>
        <translation>Dieses Paar ist als polypenfrei markiert. Strg+Z macht es rückgängig.</translation>
    </message>
</context>
</TS>
