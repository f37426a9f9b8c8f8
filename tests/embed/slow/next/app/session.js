export const getToken = async ({ refresh }) => {
  const response = await fetch(`/session/tallyfy-token?refresh=${refresh}`, { cache: "no-store" });
  if (!response.ok) throw new Error("Your session has ended. Log in again.");
  return response.text();
};
