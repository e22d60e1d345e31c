import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { Icon } from '../../art/icon.tsx';
import { errorWords, t } from '../../locales/translate.ts';
import { type Answer, getSelfCheck, type SelfCheck } from '../shell/api.ts';
import { TopBar } from '../shell/top-bar.tsx';
import './privacy.css';

/** The criteria Korean schools ask about, answered with this server's own values; made to be printed. */
export function SelfCheckPage(): JSX.Element {
  const [answer, setAnswer] = useState<Answer<SelfCheck> | null>(null);
  useEffect(() => {
    void getSelfCheck().then(setAnswer);
  }, []);
  return (
    <>
      <TopBar back="/privacy">
        <button type="button" class="button button-quiet" onClick={() => window.print()}>
          {t('privacy.print')}
        </button>
      </TopBar>
      <main id="main" class="page sheet privacy" tabIndex={-1} lang="ko">
        {answer?.ok === false && (
          <p class="field-error" role="alert">
            <Icon name="alert" /> {errorWords(answer.code)}
          </p>
        )}
        {answer?.ok === true && <Check check={answer.value} />}
      </main>
    </>
  );
}

function Check({ check }: { check: SelfCheck }): JSX.Element {
  const { title, lead, parts, foot } = check;
  return (
    <>
      <h1>{title}</h1>
      {lead.map((text) => (
        <p key={text}>{text}</p>
      ))}
      <p>
        {location.host} · {new Date().toLocaleDateString('ko-KR')}
      </p>
      {parts.map((part) => (
        <section key={part.title}>
          <h2>{part.title}</h2>
          <table class="privacy-check">
            <thead>
              <tr>
                <th scope="col">기준</th>
                <th scope="col">답</th>
                <th scope="col">확인하는 곳</th>
              </tr>
            </thead>
            <tbody>
              {part.rows.map(({ asked, answer, shown }) => (
                <tr key={asked}>
                  <th scope="row">{asked}</th>
                  <td>{answer}</td>
                  <td>{shown}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      ))}
      {foot.map((text) => (
        <p key={text}>{text}</p>
      ))}
    </>
  );
}
