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

rem Modules that are fetched on the first use of what needs them.
set "modules="
set "needs=%~1"
if "%~1"=="evaluate" set "modules=evaluation"
if "%~1"=="train" set "modules=training"
set "cluster="
if "%~1"=="boundaries" for %%a in (%*) do if "%%~a"=="--spark" set "cluster=1"
if "%~1"=="evaluate" for %%a in (%*) do if "%%~a"=="--spark" set "cluster=1"
if defined cluster set "modules=%modules% spark"
if defined cluster set "needs=%~1 --spark"
for %%m in (%modules%) do call :fetch %%m || exit /b 1

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
if defined modules set "archive=%distribution%\commands.jsa"
if defined modules set "classpath=%lib%\*"
for %%m in (%modules%) do call :add %%m
rem Spark reaches into the JDK: these are what it opens in the processes that it starts itself.
if defined cluster for %%p in (java.io java.lang java.lang.invoke java.lang.reflect java.net java.nio java.util java.util.concurrent java.util.concurrent.atomic jdk.internal.ref sun.nio.ch sun.nio.cs sun.util.calendar) do call :open %%p
if exist "%archive%" set distributed=%distributed% "-XX:SharedArchiveFile=%archive%" -Xlog:disable
"%java%" %options% %distributed% "-Danycost.studio.launcher=%~f0" -cp "%classpath%" studio.anycost.app.Main %*
exit /b %errorlevel%

:fetch
if exist "%distribution%\%1\%1-*.jar" exit /b 0
if not exist "%here%export-tools\%1\pom.xml" goto unfetchable
where mvn >nul 2>&1
if errorlevel 1 goto unfetchable
echo Fetching what 'studio %needs%' needs ^(first use^) ... 1>&2
pushd "%here%"
call mvn -q -B -DskipTests -P %1 package -pl export-tools/%1 -am 1>&2
if errorlevel 1 (
  popd
  echo What 'studio %needs%' needs could not be fetched; "mvn -P %1 package" in %here% tells why. 1>&2
  exit /b 1
)
popd
exit /b 0
:unfetchable
echo 'studio %needs%' is not part of this distribution, and fetching it needs a checkout and Maven 3.8 or newer: run it from a checkout with mvn on the PATH. 1>&2
exit /b 1

:add
set "classpath=%classpath%;%distribution%\%1\*"
exit /b 0

:open
set "options=%options% --add-opens=java.base/%1=ALL-UNNAMED"
exit /b 0
