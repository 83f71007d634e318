@echo off
rem Starts Anycost Studio: the window without arguments, a command otherwise (see --help).
rem Builds what is missing first; after a change of the sources run "mvn package".
setlocal
set "here=%~dp0"
set "distribution=%here%studio-app\target\distribution"
set "lib=%distribution%\lib"

set "java=java"
if defined JAVA_HOME if exist "%JAVA_HOME%\bin\java.exe" set "java=%JAVA_HOME%\bin\java.exe"
"%java%" -version >nul 2>&1
if errorlevel 1 (
  echo Anycost Studio needs Java 17 or newer, and there is no java on the PATH: install a JDK. 1>&2
  exit /b 1
)
set "version="
for /f "tokens=3" %%v in ('""%java%" -version 2^>^&1" ^| findstr /i "version"') do if not defined version set "version=%%~v"
for /f "tokens=1 delims=.-+" %%m in ("%version%") do set "major=%%m"
if %major% lss 17 (
  echo Anycost Studio needs Java 17 or newer, and this one is %version%: install a newer JDK or set JAVA_HOME to one. 1>&2
  exit /b 1
)

if not exist "%lib%\studio-launcher-*.jar" (
  where mvn >nul 2>&1
  if errorlevel 1 (
    echo Anycost Studio has to be built first, and there is no mvn on the PATH: install Maven 3.8 or newer. 1>&2
    exit /b 1
  )
  echo Building Anycost Studio ^(first start only^) ... 1>&2
  pushd "%here%"
  call mvn -q -B -DskipTests -Dstudio.only package 1>&2
  if errorlevel 1 (
    popd
    echo Anycost Studio could not be built; "mvn package" in %here% tells why. 1>&2
    exit /b 1
  )
  popd
)

rem A module that is fetched on the first use of its command.
set "module="
if "%~1"=="evaluate" set "module=evaluation"
if "%~1"=="train" set "module=training"
if not defined module goto fetched
if exist "%distribution%\%module%\%module%-*.jar" goto fetched
if not exist "%here%export-tools\%module%\pom.xml" goto unfetchable
where mvn >nul 2>&1
if errorlevel 1 goto unfetchable
echo Fetching what 'studio %~1' needs ^(first use^) ... 1>&2
pushd "%here%"
call mvn -q -B -DskipTests -P %module% package -pl export-tools/%module% -am 1>&2
if errorlevel 1 (
  popd
  echo What 'studio %~1' needs could not be fetched; "mvn -P %module% package" in %here% tells why. 1>&2
  exit /b 1
)
popd
goto fetched
:unfetchable
echo 'studio %~1' is not part of this distribution, and fetching it needs a checkout and Maven 3.8 or newer: run it from a checkout with mvn on the PATH. 1>&2
exit /b 1
:fetched

rem Nothing leaves this machine: ONNX Runtime would report its use.
set "ORT_DISABLE_TELEMETRY=1"
set "options=-XX:+UseSerialGC --enable-native-access=ALL-UNNAMED"
if %major% geq 23 set "options=%options% --sun-misc-unsafe-memory-access=allow"
rem The build unpacks ONNX Runtime's libraries and archives the classes of a start; Java sees by itself
rem whether the archive fits.
set "distributed="
if exist "%distribution%\native" set distributed="-Donnxruntime.native.path=%distribution%\native"
rem A command needs no toolkit. What is not known as one gets everything, and so is always right.
set "archive=%distribution%\window.jsa"
set "classpath=%lib%\*;%lib%\window\*"
for %%c in (sample edit batch align project optimize search compare directions boundaries blend replay animate grid export import import-features bench info plugins -h --help -V --version) do if "%~1"=="%%c" (
  set "archive=%distribution%\commands.jsa"
  set "classpath=%lib%\*"
)
if defined module set "archive=%distribution%\commands.jsa"
if defined module set "classpath=%lib%\*;%distribution%\%module%\*"
if exist "%archive%" set distributed=%distributed% "-XX:SharedArchiveFile=%archive%" -Xlog:disable
"%java%" %options% %distributed% -cp "%classpath%" studio.anycost.app.Main %*
exit /b %errorlevel%
