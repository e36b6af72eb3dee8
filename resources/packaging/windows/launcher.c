/* TapHuan.exe (the window, no console) and tap-huan.exe (commands): Python runs in this very process, so that the task bar,
 * the task list and the firewall see one program, and a child process is this file again, without a console flashing up.
 *
 * Built by tools/windows/launcher.py with mingw-w64; python313.dll is loaded by name, so no headers of CPython are needed. */
#ifndef UNICODE
#define UNICODE
#endif
#include <windows.h>
#include <shellapi.h>
#include <stdio.h>
#include <stdlib.h>
#include <wchar.h>

#define LONGEST 32768 /* characters of a path, the most that Windows knows */

typedef int (*run_python)(int, wchar_t **);

static void refuse(const wchar_t *what) {
    static wchar_t text[LONGEST + 512];
    _snwprintf(text, LONGEST + 511,
               L"T\x1EADp Hu\x1EA5n kh\x00F4ng ch\x1EA1y \x0111\x01B0\x1EE3" L"c v\x00EC thi\x1EBFu t\x1EC7p ch\x01B0\x01A1ng "
               L"tr\x00ECnh. H\x00E3y c\x00E0i l\x1EA1i.\n\nT\x1EADp Hu\x1EA5n cannot start, for a file of the program is "
               L"missing. Please install it again.\n\n%ls (%lu)",
               what, GetLastError());
#ifdef CONSOLE
    fwprintf(stderr, L"%ls\n", text);
#else
    MessageBoxW(NULL, text, L"T\x1EADp Hu\x1EA5n", MB_OK | MB_ICONERROR);
#endif
}

int main(void) {
    static wchar_t folder[LONGEST], library[LONGEST + 64], script[LONGEST + 64];
    DWORD length = GetModuleFileNameW(NULL, folder, LONGEST);
    wchar_t *end = length && length < LONGEST ? wcsrchr(folder, L'\\') : NULL;
    if (!end) {
        refuse(L"GetModuleFileName");
        return 3;
    }
    *end = 0;
    _snwprintf(library, LONGEST + 63, L"%ls\\python\\" PYTHON_LIBRARY, folder);
    _snwprintf(script, LONGEST + 63, L"%ls\\app\\start.py", folder);

    /* Libraries come from the program's folder and Windows, never from the folder that a file was opened in. */
    SetDllDirectoryW(L"");
    HMODULE python = LoadLibraryExW(library, NULL, LOAD_WITH_ALTERED_SEARCH_PATH);
    run_python run = python ? (run_python)(void *)GetProcAddress(python, "Py_Main") : NULL;
    if (!run) {
        refuse(library);
        return 3;
    }

    int given = 0;
    wchar_t **words = CommandLineToArgvW(GetCommandLineW(), &given);
    wchar_t **all = calloc(given + 5, sizeof *all);
    if (!words || !all) {
        refuse(L"CommandLineToArgvW");
        return 3;
    }
    int count = 0;
    all[count++] = words[0];
    all[count++] = L"-X";
    all[count++] = L"utf8"; /* texts are UTF-8 in files and pipes, whatever the code page */
    all[count++] = script;
    for (int n = 1; n < given; n++) all[count++] = words[n];
    return run(count, all);
}
