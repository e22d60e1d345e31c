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

/** Which of our flavours a name of the settings means, in either language. */
export function knownFlavour(name: string): FlavourId | undefined {
  return artOf[name.toLowerCase()];
}

/** The drawing for a flavour of the settings: by its name where it is one of ours, else by its place. */
export function flavourArt(name: string, index: number): FlavourId {
  return knownFlavour(name) ?? flavourIds[index % flavourIds.length] ?? 'choc';
}
