// CWE-79: React escapes text; links are limited to https
import React from "react";

interface Comment {
  id: number;
  author: string;
  website?: string;
  text: string;
}

function safeHref(value: string | undefined): string | undefined {
  if (!value) return undefined;
  try {
    return new URL(value).protocol === "https:" ? value : undefined;
  } catch {
    return undefined;
  }
}

export function Comments({ comments }: { comments: Comment[] }) {
  return (
    <ul>
      {comments.map((c) => (
        <li key={c.id}>
          <a href={safeHref(c.website)} target="_blank" rel="noopener noreferrer">{c.author}</a>
          <p>{c.text}</p>
        </li>
      ))}
    </ul>
  );
}
