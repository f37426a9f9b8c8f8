const target = process.env.API;

export default { "/api": { target }, "/session": { target } };
