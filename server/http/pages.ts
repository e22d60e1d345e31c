import { Router } from 'express';
import type { Language } from '../../shared/room/settings.ts';
import { languageOf } from '../messages.ts';
import { pageOf } from '../scripts/page-routes.mjs';
import { type StaticFiles, sendFile } from './static-files.ts';

const words = {
  ko: {
    title: '변분과자점',
    missing: '이 주소에는 아무것도 없습니다.',
    unbuilt: '화면이 아직 준비되지 않았습니다. 서버를 맡은 분은 npm run build를 실행해 주세요.',
    home: '처음으로',
  },
  en: {
    title: 'The Variational Bakery',
    missing: 'There is nothing at this address.',
    unbuilt: 'The pages are not built yet. Whoever runs the server should run npm run build.',
    home: 'To the front page',
  },
} as const;

/** The built client: a page for each of its paths, its files, and a small page for everything else. */
export function pages(files: StaticFiles, earlyWords: (language: Language) => string | undefined): Router {
  const router = Router();
  router.get('/{*path}', (request, response) => {
    const page = pageOf(request.path);
    const file = files.get(page ?? request.path);
    const language = languageOf(request.headers['accept-language']);
    if (file !== undefined) {
      const words = page === '/play.html' ? earlyWords(language) : undefined;
      if (words !== undefined) response.set('Link', `</${words}>; rel=modulepreload`).vary('Accept-Language');
      sendFile(request, response, file);
      return;
    }
    const text = words[language];
    const said = page === undefined ? text.missing : text.unbuilt;
    response
      .status(page === undefined ? 404 : 503)
      .set('Cache-Control', 'no-store')
      .vary('Accept-Language')
      .type('html')
      .send(smallPage(language, text.title, said, text.home));
  });
  return router;
}

/** Fixed words only: nothing of the request is repeated. */
function smallPage(language: string, title: string, said: string, home: string): string {
  return `<!doctype html>
<html lang="${language}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${title}</title>
<h1>${title}</h1>
<p>${said}</p>
<p><a href="/">${home}</a></p>
</html>
`;
}
