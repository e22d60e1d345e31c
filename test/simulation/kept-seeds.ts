/** Classes that once broke a promise, and why. They are run always, first, whatever the size. */
export const keptSeeds: readonly { readonly seed: number; readonly found: string }[] = [
  { seed: 122, found: 'a repeat was refused by a stopping server while the operation itself was under way' },
  {
    seed: 230,
    found: 'a repeat was refused by a disk that took nothing, though the operation was in the log',
  },
  { seed: 548, found: 'a tab that was gone displaced the one after it: its coming had waited for the disk' },
  { seed: 685, found: 'a server told to stop answered on, and the time until its end was counted as away' },
  { seed: 715, found: 'who was refused to leave forgot the seat, and its open line kept it occupied' },
  { seed: 973, found: 'who had waited for a store that failed was taken for in time after the deadline' },
  { seed: 1580, found: 'what was decided and could not be written stayed in memory until the next command' },
  {
    seed: 1994,
    found: 'a tab that came in while its seat was being removed was seated, and heard everything',
  },
  { seed: 2454, found: 'a line that the server hung up on stayed away, with a word still to be said' },
  { seed: 2669, found: 'a repeat was refused by a room that waited for its restart to be recorded' },
  { seed: 4400, found: 'a tab that came in while its seat was being given up kept a line without a seat' },
  { seed: 6756, found: 'a tab that came in while its seat was being given up was present for nobody' },
  { seed: 8209, found: 'a projector that came in while the lesson was begun anew stayed with the old one' },
  { seed: 9303, found: 'what the simulated network held back at a tunnel came out of it in the wrong order' },
  { seed: 9504, found: 'a repeated wish to play again was refused while the first was being written' },
];
