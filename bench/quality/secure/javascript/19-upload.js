// CWE-434, CWE-22: type and size are limited, the server chooses the name
const crypto = require('crypto');
const express = require('express');
const multer = require('multer');

const EXTENSIONS = { 'image/png': '.png', 'image/jpeg': '.jpg' };

const upload = multer({
  storage: multer.diskStorage({
    destination: '/srv/uploads',
    filename: (req, file, done) => done(null, crypto.randomUUID() + EXTENSIONS[file.mimetype]),
  }),
  limits: { fileSize: 2 * 1024 * 1024, files: 1 },
  fileFilter: (req, file, done) => done(null, file.mimetype in EXTENSIONS),
});

const router = express.Router();
router.post('/avatar', requireUser, upload.single('avatar'), (req, res) => {
  if (!req.file) return res.status(415).json({ error: 'PNG or JPEG only' });
  res.status(201).json({ name: req.file.filename });
});
