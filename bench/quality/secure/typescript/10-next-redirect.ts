// CWE-601: the return path is compared with those that exist
import { NextRequest, NextResponse } from "next/server";

const RETURN_PATHS = ["/dashboard", "/settings", "/orders"];

export async function GET(request: NextRequest) {
  const requested = request.nextUrl.searchParams.get("returnTo") ?? "";
  const path = RETURN_PATHS.includes(requested) ? requested : "/dashboard";
  const session = await getSession(request);
  if (!session) {
    return NextResponse.redirect(new URL("/login", request.nextUrl.origin));
  }
  return NextResponse.redirect(new URL(path, request.nextUrl.origin));
}
