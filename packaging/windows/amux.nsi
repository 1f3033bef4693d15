; Per-user installer, no administrator needed. Values come from packaging/windows_packages.py:
;   makensis -DVERSION=1.2.3 -DPAYLOAD=folder -DOUT=file.exe -DICON=amux.ico -DLICENSE_FILE=LICENSE -DSIZE_KB=1 amux.nsi
Unicode true
ManifestDPIAware true
RequestExecutionLevel user
SetCompressor /SOLID lzma

!include MUI2.nsh
!include FileFunc.nsh
!include LogicLib.nsh

!define UNINSTALL_KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\Amux"
!define RUN_KEY "Software\Microsoft\Windows\CurrentVersion\Run"
!define CLASS_KEY "Software\Classes\amux"

Name "Amux"
OutFile "${OUT}"
InstallDir "$LOCALAPPDATA\Programs\Amux"
InstallDirRegKey HKCU "${UNINSTALL_KEY}" "InstallLocation"
BrandingText "Amux ${VERSION}"
VIProductVersion "${VERSION_4}"
VIAddVersionKey /LANG=0 "ProductName" "Amux"
VIAddVersionKey /LANG=0 "ProductVersion" "${VERSION}"
VIAddVersionKey /LANG=0 "FileVersion" "${VERSION}"
VIAddVersionKey /LANG=0 "FileDescription" "Amux installer"
VIAddVersionKey /LANG=0 "CompanyName" "The Amux authors"
VIAddVersionKey /LANG=0 "LegalCopyright" "The Amux authors. MIT licence."

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_ABORTWARNING
!define MUI_FINISHPAGE_RUN "$INSTDIR\AmuxDesktop.exe"
!insertmacro MUI_PAGE_WELCOME
!insertmacro MUI_PAGE_LICENSE "${LICENSE_FILE}"
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "English"
!insertmacro MUI_LANGUAGE "SimpChinese"

LangString StillRunning ${LANG_ENGLISH} "Amux is running. Quit it (tray icon, Quit) and choose Retry."
LangString StillRunning ${LANG_SIMPCHINESE} "Amux 正在运行。请先退出（托盘图标，退出），然后选择“重试”。"
LangString NotRestored ${LANG_ENGLISH} "Some coding tools could not be pointed back to their own settings. Keep Amux for now and look at its Code Switch page?"
LangString NotRestored ${LANG_SIMPCHINESE} "部分编程工具未能恢复原来的设置。是否暂时保留 Amux，并到“代码切换”页查看？"
LangString KeepData ${LANG_ENGLISH} "Keep your data (providers, keys, logs, chats)?"
LangString KeepData ${LANG_SIMPCHINESE} "是否保留你的数据（供应商、密钥、日志、对话）？"

; A running program cannot be replaced: its file refuses to be opened for writing.
!macro RefuseWhileRunning
  ${Do}
    ${IfNot} ${FileExists} "$INSTDIR\AmuxDesktop.exe"
      ${ExitDo}
    ${EndIf}
    ClearErrors
    FileOpen $0 "$INSTDIR\AmuxDesktop.exe" a
    ${IfNot} ${Errors}
      FileClose $0
      ${ExitDo}
    ${EndIf}
    MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "$(StillRunning)" /SD IDCANCEL IDRETRY +2
    Abort
  ${Loop}
!macroend

Section "Amux"
  !insertmacro RefuseWhileRunning
  ; An upgrade in place: files of the old version that the new one does not have must not stay.
  RMDir /r "$INSTDIR\_internal"
  SetOutPath "$INSTDIR"
  File /r "${PAYLOAD}\*.*"
  WriteUninstaller "$INSTDIR\Uninstall.exe"
  CreateShortcut "$SMPROGRAMS\Amux.lnk" "$INSTDIR\AmuxDesktop.exe"

  WriteRegStr HKCU "${CLASS_KEY}" "" "URL:Amux"
  WriteRegStr HKCU "${CLASS_KEY}" "URL Protocol" ""
  WriteRegStr HKCU "${CLASS_KEY}\shell\open\command" "" '"$INSTDIR\AmuxDesktop.exe" "%1"'

  WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayName" "Amux"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayIcon" "$INSTDIR\AmuxDesktop.exe"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "Publisher" "The Amux authors"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "UninstallString" '"$INSTDIR\Uninstall.exe"'
  WriteRegStr HKCU "${UNINSTALL_KEY}" "QuietUninstallString" '"$INSTDIR\Uninstall.exe" /S'
  WriteRegDWORD HKCU "${UNINSTALL_KEY}" "EstimatedSize" ${SIZE_KB}
  WriteRegDWORD HKCU "${UNINSTALL_KEY}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL_KEY}" "NoRepair" 1
SectionEnd

Section "Uninstall"
  !insertmacro RefuseWhileRunning
  ; First the coding tools: none may be left pointing at a proxy that is gone.
  nsExec::ExecToLog '"$INSTDIR\amux.exe" code restore --all'
  Pop $0
  ${If} $0 != 0
    MessageBox MB_YESNO|MB_ICONEXCLAMATION "$(NotRestored)" /SD IDNO IDNO +2
    Abort
  ${EndIf}

  DeleteRegValue HKCU "${RUN_KEY}" "Amux"
  DeleteRegKey HKCU "${CLASS_KEY}"
  DeleteRegKey HKCU "${UNINSTALL_KEY}"
  Delete "$SMPROGRAMS\Amux.lnk"
  RMDir /r "$INSTDIR\_internal"
  Delete "$INSTDIR\amux.exe"
  Delete "$INSTDIR\AmuxDesktop.exe"
  Delete "$INSTDIR\Uninstall.exe"
  ; Only when nothing else lies there: the folder was the user's choice.
  RMDir "$INSTDIR"

  MessageBox MB_YESNO|MB_ICONQUESTION "$(KeepData)" /SD IDYES IDYES +2
  RMDir /r "$LOCALAPPDATA\Amux"
SectionEnd
