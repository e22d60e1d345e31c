/**
 * The page a path of the site shows; undefined for what is a file or belongs to the server.
 * @param {string} path
 */
export function pageOf(path) {
  if (/^\/play(\/|$)/.test(path)) return '/play.html';
  if (
    /^\/($|host(\/|$)|display\/|replay\/|plan\/|privacy\/self-check\/?$|(rooms|gallery|practice|privacy|check)\/?$)/.test(
      path,
    )
  )
    return '/index.html';
  return undefined;
}

/**
 * Lets Vite's development server answer the site's paths as the real server does.
 * @returns {import('vite').Plugin}
 */
export function pageRoutes() {
  return {
    name: 'page-routes',
    configureServer(server) {
      server.middlewares.use((request, _response, next) => {
        const [path = '/', query] = (request.url ?? '/').split('?', 2);
        const page = pageOf(path);
        if (page) request.url = query === undefined ? page : `${page}?${query}`;
        next();
      });
    },
  };
}
