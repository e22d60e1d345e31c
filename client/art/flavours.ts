export type FlavourId = 'choc' | 'van' | 'str' | 'mat' | 'ses';

export const flavourIds: readonly FlavourId[] = ['choc', 'van', 'str', 'mat', 'ses'];

const artOf: Readonly<Record<string, FlavourId>> = {
  chocolate: 'choc',
  vanilla: 'van',
  strawberry: 'str',
  matcha: 'mat',
  sesame: 'ses',
};

/** The drawing for a flavour of the settings: by its name where it is one of ours, else by its place. */
export function flavourArt(name: string, index: number): FlavourId {
  return artOf[name] ?? flavourIds[index % flavourIds.length] ?? 'choc';
}
