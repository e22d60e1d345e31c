/**
 * What a phone says in its turn: 0.001–0.998, another for every phone and turn. Each tenth phone thinks as its neighbour
 * does, so that there are ranks to share.
 */
export function shareOf(phone: number, turn: number): number {
  const mind = phone % 10 === 9 ? phone - 1 : phone;
  let bits = Math.imul(mind + 1, 0x9e3779b1) ^ Math.imul(turn + 1, 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 15), 0x2c1b3c6d);
  bits = Math.imul(bits ^ (bits >>> 12), 0x297a2d39);
  return (1 + (((bits ^ (bits >>> 15)) >>> 0) % 998)) / 1000;
}
