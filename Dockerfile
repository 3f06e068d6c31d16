# Needs torch only while the embedding model is prepared; the image that serves has none.
# pip's own settings, such as where to find torch's CPU build, can be lent: --secret id=pip,src=pip.conf

FROM python:3.11-slim AS packages
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
WORKDIR /srv/vagen
COPY pyproject.toml requirements.lock assets.lock ./
RUN --mount=type=secret,id=pip,target=/etc/pip.conf \
    python -c "import tomllib; project = tomllib.load(open('pyproject.toml', 'rb'))['project']; \
        open('/tmp/serving', 'w').write('\n'.join(project['dependencies'])); \
        open('/tmp/model', 'w').write('\n'.join(project['optional-dependencies']['model']))" \
    && python -m venv /srv/packages \
    && /srv/packages/bin/pip install --constraint requirements.lock --requirement /tmp/serving \
    && /srv/packages/bin/pip install --no-deps --target /srv/assets --requirement assets.lock

FROM packages AS model
RUN --mount=type=secret,id=pip,target=/etc/pip.conf \
    /srv/packages/bin/pip install --constraint requirements.lock --requirement /tmp/model
COPY knowledge knowledge
RUN /srv/packages/bin/python -m knowledge.embedding_preparation --cache-dir /srv/model

FROM python:3.11-slim
RUN useradd --system --uid 10001 --no-create-home vagen \
    && install --directory --owner vagen /srv/data
WORKDIR /srv/vagen
COPY --from=packages /srv/packages /srv/packages
COPY --from=packages /srv/assets /srv/assets
COPY --from=model /srv/model /srv/model
COPY knowledge knowledge
COPY ingest ingest
COPY bot bot
COPY evals evals
COPY web web
ENV PATH=/srv/packages/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 \
    VAGEN_HOST=0.0.0.0 VAGEN_PORT=8000 \
    VAGEN_DATA_DIR=/srv/data VAGEN_CACHE_DIR=/srv/model VAGEN_ASSETS_DIR=/srv/assets
USER vagen
VOLUME /srv/data
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/health/ready', timeout=4)"]
CMD ["python", "-m", "web"]
