import { NextResponse } from "next/server";

export const config = { matcher: ["/api/:path*", "/session/:path*"] };

/** The API, and what gives its token, are on another server. */
export function proxy({ nextUrl: { pathname, search } }) {
  return NextResponse.rewrite(new URL(pathname + search, process.env.API));
}
