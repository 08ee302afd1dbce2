@echo off
rem Starts Partita: the window without arguments, else a command. See "partita --help".
setlocal
set "home=%~dp0.."
set "java="
if defined PARTITA_JAVA_HOME set "java=%PARTITA_JAVA_HOME%\bin\java.exe"
if not defined java if exist "%home%\runtime\bin\java.exe" set "java=%home%\runtime\bin\java.exe"
if not defined java if defined JAVA_HOME set "java=%JAVA_HOME%\bin\java.exe"
if not defined java set "java=java.exe"
rem Short commands end before code of the second, slower compiler would pay for itself; the window calls for it late, because it
rem takes the processor from the first picture. Long commands keep the usual ways.
set "window="@%home%\lib\window.options""
set "compilers="
if "%~1"=="" set "compilers=%window%"
if "%~1"=="open" set "compilers=%window%"
if /i "%~x1"==".pt2" set "compilers=%window%"
for %%c in (info print partition) do if "%~1"=="%%c" set "compilers=-XX:TieredStopAtLevel=1 -XX:CompileThresholdScaling=0.2"
rem Recorded when the distribution was built; a JVM that cannot use it says nothing and starts without.
"%java%" "@%home%\lib\java.options" "-XX:AOTCache=%home%\lib\partita.aot" %compilers% "-Dpartita.home=%home%" %PARTITA_JAVA_OPTIONS% ^
  -cp "%home%\lib\*" dev.partita.app.Launcher %*
exit /b %ERRORLEVEL%
