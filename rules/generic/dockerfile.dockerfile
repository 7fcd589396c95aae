FROM debian:12
# ruleid: dockerfile-secret
ENV DB_PASSWORD=Tq7Wz2mXv9
# ruleid: dockerfile-secret
ARG API_KEY="b9RbYc4NdJ"
# ok: dockerfile-secret
ARG API_KEY
# ok: dockerfile-secret
ENV DB_PASSWORD=${DB_PASSWORD}
# ok: dockerfile-secret
ENV DB_PASSWORD_FILE=/run/secrets/db
# ruleid: dockerfile-download-run
RUN curl -fsSL https://example.org/install.sh | bash
RUN apt-get update && \
# ruleid: dockerfile-download-run
    wget --no-check-certificate https://example.org/tool.tgz
# ok: dockerfile-download-run
RUN curl -fsSLo tool.tgz https://example.org/tool.tgz && sha256sum -c tool.sum
# ok: dockerfile-download-run
RUN apt-get update && apt-get install -y curl
# ruleid: dockerfile-remote-add
ADD https://example.org/tool.tgz /opt/
# ruleid: dockerfile-remote-add
ADD --chown=app:app https://example.org/other.tgz /opt/
# ok: dockerfile-remote-add
ADD --checksum=sha256:24454f830cdb571e2c4ad15481119c43b3cafd48dd869a9b2945d1036d1dc68d https://example.org/tool.tgz /opt/
# ok: dockerfile-remote-add
ADD tool.tgz /opt/
# ok: dockerfile-root
USER root
RUN apt-get clean
# ok: dockerfile-root
USER app
# ok: dockerfile-root
USER root
CMD ["app"]
FROM debian:12
# ruleid: dockerfile-root
USER 0
CMD ["other"]
