# One image for web, worker and the one-off commands; compose.yaml says which is which.
FROM python:3.11-slim-bookworm

ENV PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    PMIEK_PRODUCTIE=1
WORKDIR /app

COPY .ci/pakketten .ci/gezond.py .ci/
RUN apt-get update \
    && sed -nE 's/^(demo|kopie) //p' .ci/pakketten | xargs apt-get install --yes --no-install-recommends \
    && rm -rf /var/lib/apt/lists/*

COPY requirements.txt ./
RUN pip install --no-cache-dir --require-hashes --requirement requirements.txt

COPY LICENSE manage.py gunicorn.conf.py ./
COPY pmiek pmiek
COPY actielijst actielijst
COPY monitoring monitoring
COPY templates templates
COPY static static
COPY fixtures fixtures

# the secret is of no use: it exists in this one command only
RUN PMIEK_SECRET_KEY=alleen-tijdens-de-bouw PMIEK_HOSTS=localhost \
    python manage.py collectstatic --noinput \
    && useradd --uid 10001 --no-create-home --home-dir /app pmiek \
    && install --directory --owner pmiek var/documenten

USER pmiek
EXPOSE 8000
CMD ["python", "-m", "gunicorn", "--bind", "0.0.0.0:8000"]
