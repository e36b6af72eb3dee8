; The setup of the Windows program, per user and without an administrator. tools/windows/build.py gives:
;   VERSION, NUMBERS (0.1.0.0), PROGRAM (the program folder), ICON, SIDE (a picture), OUT, SIZE (KiB) and PARTS (the script of the optional parts).
Unicode true
Target amd64-unicode
!ifdef QUICK
  SetCompressor zlib
!else
  SetCompressor /SOLID lzma
  SetCompressorDictSize 64
!endif

!include MUI2.nsh
!include WinVer.nsh
!include LogicLib.nsh
!include FileFunc.nsh
!include Sections.nsh

!define NAME "Tập Huấn"
!define OLDEST_BUILD 17763 ; Windows 10 1809, the oldest that Qt 6 runs on
!define UNINSTALL_KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\TapHuan"
!define PARTS_KEY "Software\TapHuan\Parts"
!define DATA_FOLDER "$LOCALAPPDATA\tap-huan"

Name "${NAME}"
OutFile "${OUT}"
RequestExecutionLevel user
InstallDir "$LOCALAPPDATA\Programs\TapHuan"
InstallDirRegKey HKCU "Software\TapHuan" "Folder"
BrandingText "${NAME} ${VERSION}"
ManifestDPIAware true
ManifestSupportedOS Win10
CRCCheck force
ShowInstDetails nevershow
ShowUninstDetails nevershow

VIProductVersion "${NUMBERS}"
VIFileVersion "${NUMBERS}"
VIAddVersionKey /LANG=0 "ProductName" "${NAME}"
VIAddVersionKey /LANG=0 "FileDescription" "${NAME}"
VIAddVersionKey /LANG=0 "FileVersion" "${VERSION}"
VIAddVersionKey /LANG=0 "ProductVersion" "${VERSION}"
VIAddVersionKey /LANG=0 "LegalCopyright" "MIT"

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_ABORTWARNING
!define MUI_LANGDLL_WINDOWTITLE "${NAME}"
!define MUI_LANGDLL_INFO "Chọn ngôn ngữ · Choose the language"
!define MUI_WELCOMEFINISHPAGE_BITMAP "${SIDE}"
!define MUI_COMPONENTSPAGE_SMALLDESC
!define MUI_FINISHPAGE_RUN "$INSTDIR\TapHuan.exe"
!define MUI_FINISHPAGE_NOREBOOTSUPPORT

!insertmacro MUI_PAGE_WELCOME
!insertmacro MUI_PAGE_COMPONENTS
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "Vietnamese"
!insertmacro MUI_LANGUAGE "English"
!insertmacro MUI_RESERVEFILE_LANGDLL

LangString TOO_OLD ${LANG_VIETNAMESE} "${NAME} cần Windows 10 bản 1809 (tháng 10 năm 2018) trở lên. Hãy cập nhật Windows rồi cài lại."
LangString TOO_OLD ${LANG_ENGLISH} "${NAME} needs Windows 10 version 1809 (October 2018) or newer. Please update Windows, then install it again."
LangString RUNNING ${LANG_VIETNAMESE} "${NAME} đang chạy. Hãy đóng chương trình rồi bấm Retry."
LangString RUNNING ${LANG_ENGLISH} "${NAME} is running. Please close it, then press Retry."
LangString PROGRAM_NAME ${LANG_VIETNAMESE} "Chương trình"
LangString PROGRAM_NAME ${LANG_ENGLISH} "The program"
LangString PROGRAM_TEXT ${LANG_VIETNAMESE} "Những gì Tập Huấn cần để chạy."
LangString PROGRAM_TEXT ${LANG_ENGLISH} "What Tập Huấn needs to run."
LangString DESKTOP_NAME ${LANG_VIETNAMESE} "Biểu tượng trên màn hình nền"
LangString DESKTOP_NAME ${LANG_ENGLISH} "Icon on the desktop"
LangString DESKTOP_TEXT ${LANG_VIETNAMESE} "Mở chương trình từ màn hình nền."
LangString DESKTOP_TEXT ${LANG_ENGLISH} "Opens the program from the desktop."
LangString signatures_NAME ${LANG_VIETNAMESE} "Kiểm tra chữ ký số"
LangString signatures_NAME ${LANG_ENGLISH} "Check of digital signatures"
LangString signatures_TEXT ${LANG_VIETNAMESE} "Kiểm tra chữ ký số trong tệp PDF các đơn vị gửi lại."
LangString signatures_TEXT ${LANG_ENGLISH} "Checks the digital signatures of PDF files that units send back."
LangString scans_NAME ${LANG_VIETNAMESE} "Đọc ảnh danh sách đã ký"
LangString scans_NAME ${LANG_ENGLISH} "Reader of photographed sheets"
LangString scans_TEXT ${LANG_VIETNAMESE} "Đọc ảnh chụp, bản quét của danh sách đã ký: ai đã ký, ai chưa."
LangString scans_TEXT ${LANG_ENGLISH} "Reads photographs and scans of signed sheets: who signed, who did not."
LangString serving_NAME ${LANG_VIETNAMESE} "Máy chủ cho nhiều bàn"
LangString serving_NAME ${LANG_ENGLISH} "Server for several desks"
LangString serving_TEXT ${LANG_VIETNAMESE} "PostgreSQL: máy này giữ dữ liệu chung cho các bàn điểm danh khác. Chỉ cần trên một máy."
LangString serving_TEXT ${LANG_ENGLISH} "PostgreSQL: this computer keeps the data of the other desks. Needed on one computer only."
LangString DATA_STAYS ${LANG_VIETNAMESE} "Đã gỡ ${NAME}. Dữ liệu của bạn vẫn còn trong thư mục:$\n${DATA_FOLDER}$\n$\nNếu không cần nữa thì tự xóa thư mục đó."
LangString DATA_STAYS ${LANG_ENGLISH} "${NAME} was removed. Your data are still in the folder:$\n${DATA_FOLDER}$\n$\nIf they are not needed any more, delete that folder yourself."

; A part that the version before did not offer is as at a first setup.
!macro REMEMBER_PART NAME SECTION
  ClearErrors
  ReadRegDWORD $0 HKCU "${PARTS_KEY}" "${NAME}"
  ${IfNot} ${Errors}
    ${If} $0 == 1
      !insertmacro SelectSection ${SECTION}
    ${Else}
      !insertmacro UnselectSection ${SECTION}
    ${EndIf}
  ${EndIf}
!macroend

!macro REMEMBER_AS_LEFT_OUT NAME SECTION
  ${IfNot} ${SectionIsSelected} ${SECTION}
    WriteRegDWORD HKCU "${PARTS_KEY}" "${NAME}" 0
  ${EndIf}
!macroend

; What earlier versions put here and nothing else: whoever chose a folder with files of their own keeps them.
!macro REMOVE_PROGRAM
  RMDir /r "$INSTDIR\python"
  RMDir /r "$INSTDIR\site"
  RMDir /r "$INSTDIR\app"
  RMDir /r "$INSTDIR\licences"
  RMDir /r "$INSTDIR\postgresql"
  Delete "$INSTDIR\TapHuan.exe"
  Delete "$INSTDIR\tap-huan.exe"
!macroend

; A library that is loaded can't be opened for writing: so the program runs.
!macro WAIT_WHILE_RUNNING
  ${Do}
    ClearErrors
    ${IfNot} ${FileExists} "$INSTDIR\python\python*.dll"
      ${ExitDo}
    ${EndIf}
    FindFirst $1 $2 "$INSTDIR\python\python3??.dll"
    FindClose $1
    ClearErrors
    FileOpen $0 "$INSTDIR\python\$2" a
    ${IfNot} ${Errors}
      FileClose $0
      ${ExitDo}
    ${EndIf}
    MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "$(RUNNING)" /SD IDCANCEL IDRETRY +3
    SetErrorLevel 4
    Abort
  ${Loop}
!macroend

Function un.onInit
  StrCpy $LANGUAGE ${LANG_VIETNAMESE}
  ReadRegStr $0 HKCU "Software\TapHuan" "Language"
  ${If} $0 != ""
    StrCpy $LANGUAGE $0
  ${EndIf}
FunctionEnd

Section "$(PROGRAM_NAME)" PROGRAM_PART
  SectionIn RO
  !insertmacro WAIT_WHILE_RUNNING
  SetShellVarContext current
  SetOutPath "$INSTDIR"
  !insertmacro REMOVE_PROGRAM
  File /r "${PROGRAM}/*"
  WriteUninstaller "$INSTDIR\Uninstall.exe"
  CreateShortcut "$SMPROGRAMS\${NAME}.lnk" "$INSTDIR\TapHuan.exe"
  DeleteRegKey HKCU "${PARTS_KEY}"
  WriteRegDWORD HKCU "${PARTS_KEY}" "program" 1
  WriteRegStr HKCU "Software\TapHuan" "Folder" "$INSTDIR"
  WriteRegStr HKCU "Software\TapHuan" "Language" "$LANGUAGE"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayName" "${NAME}"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayIcon" "$INSTDIR\TapHuan.exe"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "Publisher" "${NAME}"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "UninstallString" '"$INSTDIR\Uninstall.exe"'
  WriteRegStr HKCU "${UNINSTALL_KEY}" "QuietUninstallString" '"$INSTDIR\Uninstall.exe" /S'
  WriteRegDWORD HKCU "${UNINSTALL_KEY}" "EstimatedSize" ${SIZE}
  WriteRegDWORD HKCU "${UNINSTALL_KEY}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL_KEY}" "NoRepair" 1
SectionEnd

Section "$(DESKTOP_NAME)" DESKTOP_PART
  SetShellVarContext current
  CreateShortcut "$DESKTOP\${NAME}.lnk" "$INSTDIR\TapHuan.exe"
  WriteRegDWORD HKCU "${PARTS_KEY}" "desktop" 1
SectionEnd

!include "${PARTS}"

Section "-What was left out"
  !insertmacro REMEMBER_AS_LEFT_OUT "desktop" ${DESKTOP_PART}
  !insertmacro PARTS_LEFT_OUT
SectionEnd

Function .onInit
  ; Offices work in Vietnamese, also where Windows speaks English; the question offers both.
  StrCpy $LANGUAGE ${LANG_VIETNAMESE}
  !define MUI_LANGDLL_ALLLANGUAGES
  !insertmacro MUI_LANGDLL_DISPLAY
  ${WinVerGetMajor} $0
  ${WinVerGetBuild} $1
  ${If} $0 < 10
  ${OrIf} $1 < ${OLDEST_BUILD}
    MessageBox MB_OK|MB_ICONSTOP "$(TOO_OLD)" /SD IDOK
    SetErrorLevel 3
    Quit
  ${EndIf}
  ; A newer version comes with the parts that were chosen before; /ALL takes every part.
  ReadRegDWORD $0 HKCU "${PARTS_KEY}" "program"
  ${If} $0 == 1
    !insertmacro REMEMBER_PART "desktop" ${DESKTOP_PART}
    !insertmacro PARTS_REMEMBERED
  ${EndIf}
  ${GetParameters} $R0
  ClearErrors
  ${GetOptions} $R0 "/ALL" $R1
  ${IfNot} ${Errors}
    !insertmacro PARTS_ALL
  ${EndIf}
FunctionEnd

!insertmacro MUI_FUNCTION_DESCRIPTION_BEGIN
  !insertmacro MUI_DESCRIPTION_TEXT ${PROGRAM_PART} "$(PROGRAM_TEXT)"
  !insertmacro MUI_DESCRIPTION_TEXT ${DESKTOP_PART} "$(DESKTOP_TEXT)"
  !insertmacro PARTS_TEXTS
!insertmacro MUI_FUNCTION_DESCRIPTION_END

Section "Uninstall"
  !insertmacro WAIT_WHILE_RUNNING
  SetShellVarContext current
  !insertmacro REMOVE_PROGRAM
  Delete "$INSTDIR\Uninstall.exe"
  RMDir "$INSTDIR" ; only when nothing else is in it
  Delete "$SMPROGRAMS\${NAME}.lnk"
  Delete "$DESKTOP\${NAME}.lnk"
  DeleteRegKey HKCU "${UNINSTALL_KEY}"
  DeleteRegKey HKCU "Software\TapHuan"
  ${If} ${FileExists} "${DATA_FOLDER}\*.*"
    MessageBox MB_OK|MB_ICONINFORMATION "$(DATA_STAYS)" /SD IDOK
  ${EndIf}
SectionEnd
