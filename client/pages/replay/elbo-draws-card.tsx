import type { JSX } from 'preact';
import type { Replay } from '../../../shared/views/wire.ts';
import { Cookie } from '../../art/cookie.tsx';
import { flavourArt } from '../../art/flavours.ts';
import { nats } from '../../charts/nats.ts';
import { formatCount } from '../../locales/numbers.ts';
import { flavourWord, t } from '../../locales/translate.ts';
import { type BeliefMoment, elboByDraw, logEvidenceIn, type Scope } from './belief-record.ts';
import { addingUp, equationOf } from './equation.ts';

export interface ElboDrawsCardProps {
  readonly replay: Replay;
  readonly moment: BeliefMoment | null;
  readonly scope: Scope;
}

/** The ELBO as a sum over cookies: L_i of each flavour, how many there are, and that they add up. */
export function ElboDrawsCard({ replay, moment, scope }: ElboDrawsCardProps): JSX.Element {
  return (
    <section class="card replay-draws" aria-labelledby="replay-draws">
      <h2 id="replay-draws">{t('replay.li.h')}</h2>
      {moment === null || moment.q === null || moment.gap === null || moment.twist ? (
        <p class="replay-hint">
          {moment === null
            ? t('replay.li.none')
            : moment.twist
              ? t('replay.elbo.other')
              : t('replay.belief.absent')}
        </p>
      ) : (
        <Sum replay={replay} moment={moment} gap={moment.gap} scope={scope} />
      )}
    </section>
  );
}

function Sum({
  replay,
  moment,
  gap,
  scope,
}: ElboDrawsCardProps & { moment: BeliefMoment; gap: number }): JSX.Element {
  const { flavours } = replay.settings;
  const rows = elboByDraw(moment, scope);
  const { elbo, elboUnits, digits } = equationOf(logEvidenceIn(moment.evidence, scope), gap);
  // Rounded first, then added: the reader can add up every column.
  const unit = 10 ** digits;
  const orders = Math.round(moment.evidence.logChoose * unit);
  const sums = addingUp(
    rows.map(({ count, each }) => count * each),
    scope === 'counts' ? elboUnits - orders : elboUnits,
    digits,
  );
  const n = rows.reduce((sum, { count }) => sum + count, 0);
  const counted = Math.round(moment.evidence.logEvidence * unit) + orders;
  return (
    <>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('replay.li.flavour')}</th>
            <th scope="col">{t('replay.li.each')}</th>
            <th scope="col">{t('replay.li.count')}</th>
            <th scope="col">{t('replay.li.sum')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ flavour, count, each }, k) => (
            <tr key={flavour}>
              <th scope="row">
                <Cookie flavour={flavourArt(flavours[flavour] ?? '', flavour)} size="1.35em" />{' '}
                {flavourWord(flavours[flavour] ?? '')}
              </th>
              <td>{nats(each, 3)}</td>
              <td>{formatCount(count)}</td>
              <td>{nats((sums[k] ?? 0) / unit, digits)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          {scope === 'counts' && (
            <tr>
              <th scope="row" colSpan={3}>
                {t('replay.li.orders')}
              </th>
              <td>{nats(orders / unit, digits)}</td>
            </tr>
          )}
          <tr>
            <th scope="row" colSpan={2}>
              {t(scope === 'counts' ? 'replay.legend.elbo' : 'replay.li.total')}
            </th>
            <td>{formatCount(n)}</td>
            <td>
              <b>{elbo}</b>
            </td>
          </tr>
        </tfoot>
      </table>
      <p class="replay-hint">
        {t('replay.li.shared', { n: formatCount(n) })} {scope === 'round' && t('replay.li.before')}
      </p>
      {scope === 'total' && (
        <p class="replay-hint">
          {t('replay.li.choose', { c: nats(orders / unit, digits), e: nats(counted / unit, digits) })}
        </p>
      )}
    </>
  );
}
