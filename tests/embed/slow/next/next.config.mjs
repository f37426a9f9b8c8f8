export default {
  reactStrictMode: true,
  // This host's packages are links to a folder elsewhere.
  turbopack: { root: "/" },
};
