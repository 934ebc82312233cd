"""What tests of several layers share: cases, goldens, words of a document, sampling."""
