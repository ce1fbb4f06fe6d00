<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de">
<context>
    <name>app.workspaces.review.report</name>
    <message>
        <location filename="../../../app/workspaces/review/report/report_dialog.py"/>
        <source>PDF, on A4</source>
        <translation>PDF, auf A4</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/report/report_dialog.py"/>
        <source>HTML, one file for a browser</source>
        <translation>HTML, eine Datei für den Browser</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/report/report_dialog.py"/>
        <source>Title</source>
        <translation>Titel</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/report/report_dialog.py"/>
        <source>From DICOM</source>
        <translation>Aus DICOM</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/report/report_dialog.py"/>
        <source>Use the descriptions of study and series in the DICOM file</source>
        <translation>Die Beschreibungen von Studie und Serie aus der DICOM-Datei verwenden</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/report/report_dialog.py"/>
        <source>Pictures of the best frames, without and with outline</source>
        <translation>Die besten Bilder, ohne und mit Umriss</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/report/report_dialog.py"/>
        <source>Notes on findings</source>
        <translation>Notizen zu Befunden</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/report/report_dialog.py"/>
        <source>Bookmarks</source>
        <translation>Lesezeichen</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/report/report_dialog.py"/>
        <source>Change this under Export &gt; Privacy.</source>
        <translation>Unter Export &gt; Datenschutz änderbar.</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/report/report_dialog.py"/>
        <source>Format</source>
        <translation>Format</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/report/report_dialog.py"/>
        <source>Include</source>
        <translation>Inhalt</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/report/report_dialog.py"/>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/report/report_dialog.py"/>
        <source>Privacy</source>
        <translation>Datenschutz</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/report/report_dialog.py"/>
        <source>Report on {name}</source>
        <translation>Bericht zu {name}</translation>
    </message>
    <message numerus="yes">
        <location filename="../../../app/workspaces/review/report/report_dialog.py"/>
        <source>Review of {reader}: {decided} of {n} findings decided.</source>
        <extracomment>Singular: Review of {reader}: {decided} of {n} finding decided.</extracomment>
        <translation>
            <numerusform>Durchsicht von {reader}: über {decided} von {n} Befund entschieden.</numerusform>
            <numerusform>Durchsicht von {reader}: über {decided} von {n} Befunden entschieden.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/report/report_dialog.py"/>
        <source>It is called a draft until the review is signed off.</source>
        <translation>Bis zum Abschluss der Durchsicht gilt er als Entwurf.</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/report/report_export.py"/>
        <source>Picture {done} of {total}</source>
        <translation>Bild {done} von {total}</translation>
    </message>
</context>
</TS>
