/** What a judge scores by, proposed for a new run. It goes to the model as it stands, so it is no word on screen. */
export const DEFAULT_RUBRIC = `Score how good the text is as an example of what a person would really write, whichever label fits it.

5: Could have been written by a real person in this situation. Specific, natural, and clearly of one label.
4: Natural and clear, with one small flaw: a little generic, or slightly stiff.
3: Usable. The meaning is clear, but it reads as made up, says little, or could nearly be of another label.
2: Hardly usable: vague, contradictory, repeats itself, or its meaning has to be guessed.
1: Not usable: no sense, cut off, a template that was not filled, or talk about the task instead of the text itself.

Judge what is written, not how polite, long or correct it is: real people make mistakes and write little.`;
