import { defineConfig } from 'vite';

// `npm run dev` serves the sources; everything else comes from a running control plane (or from `npm run mock`).
const backend = 'http://127.0.0.1:8080';
const proxy = { target: backend, changeOrigin: true, headers: { origin: backend } };

export default defineConfig({
  build: {
    outDir: 'target/classes/META-INF/resources',
    emptyOutDir: true,
    target: ['chrome123', 'firefox120', 'safari17.5'],
    // The content security policy allows no data: URIs.
    assetsInlineLimit: 0,
  },
  server: { proxy: { '/api': proxy, '/q': proxy } },
});
