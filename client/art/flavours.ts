export type FlavourId = 'choc' | 'van' | 'str' | 'mat' | 'ses';

export const flavourIds: readonly FlavourId[] = ['choc', 'van', 'str', 'mat', 'ses'];

const artOf: Readonly<Record<string, FlavourId>> = {
  chocolate: 'choc',
  vanilla: 'van',
  strawberry: 'str',
  matcha: 'mat',
  sesame: 'ses',
  'black sesame': 'ses',
  초콜릿: 'choc',
  바닐라: 'van',
  딸기: 'str',
  말차: 'mat',
  흑임자: 'ses',
};

/** The drawing for a flavour of the settings: by its name where it is one of ours, else by its place. */
export function flavourArt(name: string, index: number): FlavourId {
  return artOf[name.toLowerCase()] ?? flavourIds[index % flavourIds.length] ?? 'choc';
}
