# An image that asks the questions: docker build -t refundletters . && docker run -it -v "$PWD:/cases" refundletters
FROM python:3.13-slim

COPY . /src
RUN pip install --no-cache-dir -c /src/constraints/locked.txt '/src[pdf,bundle,statements,holidays]' \
    && useradd --create-home writer \
    && install -d -o writer /cases

USER writer
# Cases lie in the folder that is mounted, not in the image.
ENV REFUNDLETTERS_HOME=/cases/refundletters
WORKDIR /cases
ENTRYPOINT ["refundletters"]
