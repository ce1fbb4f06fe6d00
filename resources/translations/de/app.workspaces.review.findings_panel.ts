<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de">
<context>
    <name>app.workspaces.review.findings_panel</name>
    <message>
        <location filename="../../../app/workspaces/review/findings_panel/decision_actions.py"/>
        <source>Finding {number}, which is not at the playhead, is now {state}. Ctrl+Z undoes this.</source>
        <translation>Befund {number}, der nicht am Abspielkopf liegt, ist jetzt {state}. Strg+Z macht dies rückgängig.</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/findings_panel/decision_actions.py"/>
        <source>All findings are decided. Complete the review when you are done.</source>
        <translation>Über alle Befunde ist entschieden. Wenn nichts mehr fehlt, die Durchsicht abschließen.</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/findings_panel/decision_actions.py"/>
        <source>Mark the new ends with I and O first.</source>
        <translation>Zuerst Anfang und Ende mit I und O neu markieren.</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/findings_panel/decision_actions.py"/>
        <source>Select two or more findings in the list to merge them.</source>
        <translation>Zum Zusammenführen zwei oder mehr Befunde in der Liste auswählen.</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/findings_panel/decision_actions.py"/>
        <source>Mark the beginning and the end of the finding with I and O first.</source>
        <translation>Zuerst Anfang und Ende des Befunds mit I und O markieren.</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/findings_panel/decision_actions.py"/>
        <source>Go to a finding, or choose one in the list.</source>
        <translation>Zu einem Befund gehen oder einen in der Liste wählen.</translation>
    </message>
    <message numerus="yes">
        <location filename="../../../app/workspaces/review/findings_panel/decision_actions.py"/>
        <source>{n} findings are undecided. Complete the review anyway?</source>
        <extracomment>Singular: {n} finding is undecided. Complete the review anyway?</extracomment>
        <translation>
            <numerusform>{n} Befund ist unentschieden. Die Durchsicht trotzdem abschließen?</numerusform>
            <numerusform>{n} Befunde sind unentschieden. Die Durchsicht trotzdem abschließen?</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/findings_panel/decision_actions.py"/>
        <source>Complete</source>
        <comment>verb on a button</comment>
        <translation>Abschließen</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/findings_panel/decision_actions.py"/>
        <source>This review is complete. Reopen it to change it?</source>
        <translation>Diese Durchsicht ist abgeschlossen. Zum Ändern wieder öffnen?</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/findings_panel/decision_actions.py"/>
        <location filename="../../../app/workspaces/review/findings_panel/sign_off_bar.py"/>
        <source>Reopen</source>
        <translation>Wieder öffnen</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/findings_panel/decision_actions.py"/>
        <source>The damaged file is renamed and kept, and a new review begins. What was decided so far is not in it.</source>
        <translation>Die beschädigte Datei wird umbenannt und behalten, und eine neue Durchsicht beginnt. Die bisherigen Entscheidungen sind nicht darin.</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/findings_panel/decision_actions.py"/>
        <source>Set aside</source>
        <translation>Beiseitelegen</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/findings_panel/decision_actions.py"/>
        <source>Review</source>
        <translation>Durchsicht</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/findings_panel/decision_actions.py"/>
        <source>Reopen the review</source>
        <translation>Durchsicht wieder öffnen</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/findings_panel/decision_actions.py"/>
        <source>Complete the review</source>
        <translation>Durchsicht abschließen</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/findings_panel/finding_details.py"/>
        <source>Site</source>
        <translation>Lokalisation</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/findings_panel/finding_details.py"/>
        <location filename="../../../app/workspaces/review/findings_panel/list_rows.py"/>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/findings_panel/finding_details.py"/>
        <source>Resected</source>
        <translation>Resektion</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/findings_panel/finding_details.py"/>
        <source>Histology</source>
        <translation>Histologie</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/findings_panel/finding_details.py"/>
        <source>Note</source>
        <translation>Notiz</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/findings_panel/finding_details.py"/>
        <source>Lesion card: {values}</source>
        <translation>Läsionsbogen: {values}</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/findings_panel/finding_details.py"/>
        <source>Lesion card</source>
        <translation>Läsionsbogen</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/findings_panel/finding_details.py"/>
        <source>Text of the bookmark</source>
        <translation>Text des Lesezeichens</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/findings_panel/finding_list.py"/>
        <source>Findings</source>
        <translation>Befunde</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/findings_panel/findings_panel.py"/>
        <source>Decisions are kept for recordings only, not for pictures that do not follow one another.</source>
        <translation>Entscheidungen werden nur für Aufnahmen gespeichert, nicht für Bilder, die nicht aufeinander folgen.</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/findings_panel/findings_panel.py"/>
        <source>The model is hidden. Mark what you see with I and O, and add it with Shift+A.</source>
        <translation>Das Modell ist ausgeblendet. Gesehenes mit I und O markieren und mit Umschalt+A hinzufügen.</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/findings_panel/findings_panel.py"/>
        <source>Open a recording to see its findings here.</source>
        <translation>Nach dem Öffnen einer Aufnahme stehen hier ihre Befunde.</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/findings_panel/findings_panel.py"/>
        <source>The review opens as soon as the length of the recording is known.</source>
        <translation>Die Durchsicht wird geöffnet, sobald die Länge der Aufnahme bekannt ist.</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/findings_panel/findings_panel.py"/>
        <source>Opening the review…</source>
        <translation>Durchsicht wird geöffnet…</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/findings_panel/findings_panel.py"/>
        <source>Show what the model found</source>
        <translation>Befunde des Modells einblenden</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/findings_panel/findings_panel.py"/>
        <source>Set the file aside…</source>
        <translation>Datei beiseitelegen…</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/findings_panel/findings_panel.py"/>
        <source>Shown</source>
        <translation>Angezeigt</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/findings_panel/findings_panel.py"/>
        <source>Order</source>
        <translation>Reihenfolge</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/findings_panel/findings_panel.py"/>
        <source>Show all</source>
        <translation>Alle zeigen</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/findings_panel/findings_panel.py"/>
        <source>Analyse the recording</source>
        <translation>Aufnahme analysieren</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/findings_panel/findings_panel.py"/>
        <source>{decided} of {total} decided</source>
        <translation>{decided} von {total} entschieden</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/findings_panel/findings_panel.py"/>
        <source>of this recording</source>
        <translation>dieser Aufnahme</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/findings_panel/findings_panel.py"/>
        <source>You have added nothing yet.</source>
        <translation>Noch nichts hinzugefügt.</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/findings_panel/findings_panel.py"/>
        <source>No finding has this state.</source>
        <translation>Kein Befund hat diesen Status.</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/findings_panel/findings_panel.py"/>
        <source>Nothing is analysed yet. Findings appear here as they are found.</source>
        <translation>Noch ist nichts analysiert. Befunde erscheinen hier, sobald sie gefunden werden.</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/findings_panel/findings_panel.py"/>
        <source>Nothing found in what has been analysed so far.</source>
        <translation>Im bisher Analysierten nichts gefunden.</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/findings_panel/findings_panel.py"/>
        <source>Nothing found. What the model missed is added with I, O and Shift+A.</source>
        <translation>Nichts gefunden. Was das Modell übersehen hat, wird mit I, O und Umschalt+A hinzugefügt.</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/findings_panel/findings_panel.py"/>
        <source>More</source>
        <translation>Mehr</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/findings_panel/list_rows.py"/>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/findings_panel/list_rows.py"/>
        <source>Confidence</source>
        <translation>Konfidenz</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/findings_panel/list_rows.py"/>
        <source>State</source>
        <translation>Status</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/findings_panel/list_rows.py"/>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/findings_panel/list_rows.py"/>
        <source>Undecided</source>
        <translation>Unentschieden</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/findings_panel/list_rows.py"/>
        <source>Confirmed</source>
        <translation>Bestätigt</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/findings_panel/list_rows.py"/>
        <source>Unsure</source>
        <translation>Unsicher</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/findings_panel/list_rows.py"/>
        <source>Rejected</source>
        <translation>Verworfen</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/findings_panel/list_rows.py"/>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/findings_panel/list_rows.py"/>
        <source>Bookmarks</source>
        <translation>Lesezeichen</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/findings_panel/list_rows.py"/>
        <source>{number} of {total}</source>
        <translation>{number} von {total}</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/findings_panel/list_rows.py"/>
        <source>Bookmark</source>
        <translation>Lesezeichen</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/findings_panel/list_rows.py"/>
        <source>area {share}</source>
        <translation>Fläche {share}</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/findings_panel/list_rows.py"/>
        <source>confidence {share}</source>
        <translation>Konfidenz {share}</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/findings_panel/list_rows.py"/>
        <source>Added by hand</source>
        <translation>Von Hand hinzugefügt</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/findings_panel/list_rows.py"/>
        <source>Area unknown</source>
        <translation>Fläche unbekannt</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/findings_panel/list_rows.py"/>
        <source>{state} · no longer found</source>
        <translation>{state} · nicht mehr gefunden</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/findings_panel/list_rows.py"/>
        <source>Finding {number} of {total}</source>
        <translation>Befund {number} von {total}</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/findings_panel/reader_button.py"/>
        <source>Decisions are stored as those of {name}. Click to change the reader.</source>
        <translation>Entscheidungen werden unter dem Namen {name} gespeichert. Klicken, um den Befunder zu wechseln.</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/findings_panel/reader_button.py"/>
        <source>Reader: {name}</source>
        <translation>Befunder: {name}</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/findings_panel/reader_button.py"/>
        <source>Reader</source>
        <translation>Befunder</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/findings_panel/reader_button.py"/>
        <source>Name of the reader. Each reader has a review of their own.</source>
        <translation>Name des Befunders. Jeder Befunder hat eine eigene Durchsicht.</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/findings_panel/review_controller.py"/>
        <source>This review is open already.</source>
        <translation>Diese Durchsicht ist bereits geöffnet.</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/findings_panel/review_controller.py"/>
        <source>The review {path} is open. Decisions are stored there until another is opened.</source>
        <translation>Die Durchsicht {path} ist geöffnet. Entscheidungen werden dort gespeichert, bis eine andere geöffnet wird.</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/findings_panel/review_controller.py"/>
        <source>The damaged review was set aside as {path}.</source>
        <translation>Die beschädigte Durchsicht wurde als {path} beiseitegelegt.</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/findings_panel/review_controller.py"/>
        <source>The review cannot be opened: the recording {path}: {reason}.</source>
        <translation>Die Durchsicht kann nicht geöffnet werden: Aufnahme {path}: {reason}.</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/findings_panel/sign_off_bar.py"/>
        <source>Complete, {date}</source>
        <translation>Abgeschlossen, {date}</translation>
    </message>
    <message>
        <location filename="../../../app/workspaces/review/findings_panel/sign_off_bar.py"/>
        <source>Draft</source>
        <translation>Entwurf</translation>
    </message>
</context>
</TS>
