<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de">
<context>
    <name>app.actions</name>
    <message>
        <source>Playback</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Play</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Play or pause</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next frame</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One frame forward</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Previous frame</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One frame back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Forward 1 s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One second forward</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back 1 s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One second back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Forward 10 s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ten seconds forward</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back 10 s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ten seconds back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Play backwards</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Play backwards; again: twice as fast</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pause, at the speed before J or L</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Play forwards</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Play; again: twice as fast</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To the start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>First frame</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To the end</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last frame</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to a frame or a time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Faster</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Raise the speed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Slower</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lower the speed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Normal speed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back to normal speed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Real time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep the clip&apos;s pace and skip frames that are not ready</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Range from here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start the range, which is repeated and analysed first, at this frame</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Range to here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>End the range at this frame</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clear the range</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove the range</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Repeat the clip</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start again at the end of the clip</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Zoom into the time line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show a shorter part of the time line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Zoom out of the time line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show a longer part of the time line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whole time line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the whole recording on the time line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Findings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next finding</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start or best frame of the next finding</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Previous finding</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start or best frame of the previous finding</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Decisions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Confirm</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Confirm the finding</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reject</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reject the finding</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unsure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Call the finding unsure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take the decision back, or remove what was added by hand</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next undecided</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next undecided finding</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Repeat the finding</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Play the finding again and again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write a note on the finding</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lesion card</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fill in the lesion card of the finding</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Site from DICOM</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fill the empty site of the lesion card from the DICOM file&apos;s tags</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a finding</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add the range as a finding that the model missed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Trim to the range</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give the finding the range&apos;s ends</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Split here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Split the finding at this frame</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Merge</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Merge the selected findings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Best frame here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make this frame the finding&apos;s best one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bookmark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remember this frame</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo the last change of the review</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Redo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Redo what was undone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hide the model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hide the model until you show what it found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Complete the review</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>State that the review is complete</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Examination</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Caecum reached</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The caecum is reached at this frame</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Withdrawal begins</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The withdrawal begins at this frame</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Withdrawal ends</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The withdrawal ends at this frame</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Instrument</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An instrument is used: the range, or from here to the next press</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Washing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The mucosa is washed: the range, or from here to the next press</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Outside the body</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The picture shows no bowel: the range, or from here to the next press</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Masks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Correct the mask</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Correct the mask of this frame, or stop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Polyp visible</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hold while the recording plays and a polyp is visible, with the pointer on it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Polyp-free</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mark this frame as polyp-free</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Propagate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Propagate the corrected mask both ways: in the range, to the next corrected frame, or until it drifts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Propagate forward</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Propagate the corrected mask to later frames</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Propagate back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Propagate the corrected mask to earlier frames</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>While a mask is corrected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Box</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Draw a box around the polyp: the model&apos;s map becomes its mask</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ellipse</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Draw an ellipse around the polyp: the model&apos;s map becomes its mask</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Brush</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add to the mask</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Eraser</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove from the mask</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Polygon</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a polygon: click its corners, drag them; Enter closes it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep a region</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Click on the region to keep; the others go</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete a region</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Click on the region to remove</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Larger brush</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make the brush larger</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Smaller brush</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make the brush smaller</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fill holes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fill the holes of the mask</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Snap to the map</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Follow the level of the map that fits the mask best</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Original mask</source>
        <translation>Ursprüngliche Maske</translation>
    </message>
    <message>
        <source>Return to the mask of the model, or of the dataset</source>
        <translation>Zur Maske des Modells oder des Datensatzes zurückkehren</translation>
    </message>
    <message>
        <source>Overlay</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show or hide the overlay</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Peek</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hold to hide the overlay</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Raw mask</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hold to see the mask of a frame that is suppressed because its presence is low</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compare findings…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compare with a second model, which is outlined in violet, another policy, or your decisions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next difference</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next place where only one side has a finding</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Previous difference</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Previous place where only one side has a finding</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fill</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fill the polyp</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Outline</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Outline the polyp</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Heat map</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the probability as a heat map</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Colour…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the overlay&apos;s colour</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>More opacity</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Raise the opacity</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Less opacity</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lower the opacity</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Higher threshold</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Raise the threshold</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lower threshold</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lower the threshold</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Larger regions only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Raise the smallest region</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Smaller regions too</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lower the smallest region</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Model&apos;s values</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Threshold and smallest region of the model card</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>View</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fit the picture to the window; a double-click switches to actual size and back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Actual size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the picture at 100 %, pixel for pixel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Overlay panel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show or hide the panel next to the picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Full screen on or off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave full screen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open video or image…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a video or an image</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open folder of frames…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a folder of images as a clip</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the demo clip</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the clip that ships with the program</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clear recent files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clear the list of recent files: file names can contain patients&apos; names</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close the clip</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export video, frames, masks or tables</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add to a dataset…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add corrected frames of this recording to a dataset</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Snapshot</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save this frame with the overlay as an image</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Snapshot without overlay</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save this frame without the overlay as an image</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy frame</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy this frame with the overlay</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy frame without overlay</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy this frame without the overlay</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Privacy…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hide parts of the picture, or crop it, in everything that is exported</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close the program</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reviews</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Report…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write the report on the review as PDF or HTML</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compare readers…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show where two readers of this recording disagree</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a review…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a copy of a review, with its recording</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save a copy…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save a copy of the review with its history</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export as JSON…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write the decisions of all readers as JSON</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import JSON…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add the decisions in a JSON file to this review</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Frames to label next…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>List the frames from whose masks the model would learn most</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Train on my corrections…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Let a copy of the model learn from corrected frames</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Program</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Review</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Watch recordings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recordings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Analyse recordings one after the other</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dataset</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Browse training data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Training</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Train the network</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Policy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Judge an alarm policy on known recordings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Live</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Watch a capture card or a stream</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a model…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compare models and choose one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>About this model…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read the model&apos;s card: data, scores, licence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings…</source>
        <translation>Einstellungen…</translation>
    </message>
    <message>
        <source>Change the settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Manual</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the manual at the part that has the focus</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tour</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Explain the window in five steps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is new</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read what changed in this version</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show every key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show log</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the folder of the log file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>About Polyp Viewer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Version, licence and credits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read the folders again, for example after files have changed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Correct the ground truth</source>
        <translation>Referenz korrigieren</translation>
    </message>
    <message>
        <source>Correct the ground truth of the open pair, or stop</source>
        <translation>Die Referenz des geöffneten Paares korrigieren, oder beenden</translation>
    </message>
    <message>
        <source>No polyp</source>
        <translation>Kein Polyp</translation>
    </message>
    <message>
        <source>Note that the open pair shows no polyp</source>
        <translation>Vermerken, dass das geöffnete Paar keinen Polypen zeigt</translation>
    </message>
    <message>
        <source>Undo the last stroke on the open pair</source>
        <translation>Den letzten Strich im geöffneten Paar rückgängig machen</translation>
    </message>
    <message>
        <source>Add recordings…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add videos, which are analysed one after the other</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add folder…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add all videos in a folder and the folders in it, or a folder of images</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Archive…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Follow an archive that other machines annotate, and open what is done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pause</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pause or resume the analysis of the list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open in Review</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Watch the recording with its findings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Analyse again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again, or analyse with the model in use</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Locate…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose where the missing recording is now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Examination…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name the examination that the selected recordings are parts of</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Analyse earlier</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move down</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Analyse later</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove from the list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove from the list; the file stays</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo the removal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put the removed recordings back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../../app/actions/action_table.py"/>
        <source> or </source>
        <comment>between keys</comment>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
