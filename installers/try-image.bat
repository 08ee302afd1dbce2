@echo off
rem The Windows twin of try-image; untested. Starts the built app-image and checks that it finds its worker.
"%~1\partita.exe" --version || exit /b 1
"%~1\partita.exe" doctor || exit /b 1
