/** What a walker costs besides its steps, in steps: start, tally, memory. A rough measure. */
export const WALKER_STEPS = 100;
