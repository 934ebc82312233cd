"""The page as a folder of files: the same app, run by the browser itself.

``build`` makes the folder: pinned files are fetched (``fetch``), laid out as they will lie in the
browser's file system (``stage``), compiled and warmed up inside the very Python that will run them
(``in_browser.bake``), and joined with the page's own scripts (``folder``). ``look`` serves it.
"""
