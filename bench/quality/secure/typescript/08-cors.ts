// CWE-942: origins from a list, credentials only for them
import cors from "cors";
import express from "express";

const ORIGINS = new Set(["https://app.example.org", "https://admin.example.org"]);

const app = express();
app.use(cors({
  origin(origin, callback) {
    if (!origin || ORIGINS.has(origin)) callback(null, true);
    else callback(new Error("origin not allowed"));
  },
  credentials: true,
  methods: ["GET", "POST"],
}));
app.use(express.json({ limit: "100kb" }));
app.listen(Number(process.env.PORT ?? 3000), "127.0.0.1");
