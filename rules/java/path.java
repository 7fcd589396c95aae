@Controller
class FileController {
    private final Path base = Path.of("/srv/files");

    @GetMapping("/download")
    byte[] download(@RequestParam("file") String file) throws IOException {
        Path path = Paths.get("/srv/files/" + file);
        // ruleid: java-path-traversal
        return Files.readAllBytes(path);
    }

    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        File image = new File(UPLOADS, request.getParameter("image"));
        // ruleid: java-path-traversal
        try (InputStream in = new FileInputStream(image)) {
            in.transferTo(response.getOutputStream());
        }
    }

    @GetMapping("/checked")
    byte[] checked(@RequestParam String file) throws IOException {
        Path path = base.resolve(file).normalize();
        if (!path.startsWith(base)) {
            throw new AccessDeniedException(file);
        }
        // ok: java-path-traversal
        return Files.readAllBytes(path);
    }

    @GetMapping("/named")
    byte[] named(@RequestParam String file) throws IOException {
        // ok: java-path-traversal
        return Files.readAllBytes(base.resolve(Path.of(file).getFileName()));
    }

    @GetMapping("/numbered/{id}")
    byte[] numbered(@PathVariable long id) throws IOException {
        // ok: java-path-traversal
        return Files.readAllBytes(base.resolve(id + ".pdf"));
    }

    @PostMapping("/upload")
    String upload(@RequestParam("file") MultipartFile file) throws IOException {
        File target = new File("/srv/uploads/" + file.getOriginalFilename());
        // ruleid: java-upload-name
        file.transferTo(target);
        return "done";
    }

    void part(Part part) throws IOException {
        String name = part.getSubmittedFileName();
        // ruleid: java-upload-name
        Files.copy(part.getInputStream(), base.resolve(name), StandardCopyOption.REPLACE_EXISTING);
    }

    void own(MultipartFile file) throws IOException {
        String extension = FilenameUtils.getExtension(file.getOriginalFilename());
        // ok: java-upload-name
        file.transferTo(base.resolve(UUID.randomUUID() + "." + extension));
    }

    void last(MultipartFile file) throws IOException {
        Path name = Path.of(file.getOriginalFilename()).getFileName();
        // ok: java-upload-name
        Files.copy(file.getInputStream(), base.resolve(name));
    }
}

class Unpacker {
    void unzip(InputStream in, File directory) throws IOException {
        ZipInputStream zip = new ZipInputStream(in);
        ZipEntry entry;
        while ((entry = zip.getNextEntry()) != null) {
            File file = new File(directory, entry.getName());
            // ruleid: java-archive-entry-path
            try (FileOutputStream out = new FileOutputStream(file)) {
                zip.transferTo(out);
            }
        }
    }

    void untar(TarArchiveInputStream tar, Path directory) throws IOException {
        TarArchiveEntry entry = tar.getNextTarEntry();
        // ruleid: java-archive-entry-path
        Files.copy(tar, directory.resolve(entry.getName()));
    }

    void checked(ZipInputStream zip, Path directory) throws IOException {
        ZipEntry entry = zip.getNextEntry();
        Path target = directory.resolve(entry.getName()).normalize();
        if (!target.startsWith(directory)) {
            throw new IOException("entry outside: " + entry.getName());
        }
        // ok: java-archive-entry-path
        Files.copy(zip, target);
    }

    void canonical(ZipInputStream zip, File directory) throws IOException {
        ZipEntry entry = zip.getNextEntry();
        File target = new File(directory, entry.getName());
        String path = target.getCanonicalPath();
        if (!path.startsWith(directory.getCanonicalPath() + File.separator)) {
            throw new IOException("entry outside");
        }
        // ok: java-archive-entry-path
        Files.copy(zip, target.toPath());
    }
}
