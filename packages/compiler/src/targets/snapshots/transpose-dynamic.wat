(module $f_dispatch_0
  (import "env" "memory" (memory 1 65536 shared))
  (func $f_dispatch_0_transpose_DxD (export "d0") (param i32 i32 i32 i32 i32 i32 i32 i32)
    (local i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32)
    (local f32) (local i32 i32) (local f32) (local i32)
    (local f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32)
    block
      local.get 2 local.get 3 i32.ge_u br_if 0
      loop
        local.get 2 local.get 4 i32.rem_u local.set 8
        local.get 2 local.get 4 i32.div_u local.set 11
        local.get 11 local.get 5 i32.rem_u local.set 9
        local.get 11 local.get 5 i32.div_u local.set 10
        local.get 1 i32.load local.set 12
        local.get 1 i32.load offset=4 local.set 13
        local.get 1 i32.load offset=8 local.set 14
        local.get 1 i32.load offset=12 local.set 15
        local.get 12 local.set 16
        local.get 13 local.set 12
        local.get 14 local.set 13
        local.get 15 local.set 14
        local.get 16 local.get 12 i32.mul local.set 15
        local.get 0 i32.load i32.const 0 i32.add local.set 16
        local.get 13 local.get 14 i32.mul local.set 15
        local.get 0 i32.load offset=8 i32.const 0 i32.add local.set 17
        local.get 9 i32.const 8 i32.mul local.set 15
        local.get 5 i32.const 8 i32.mul local.set 18
        local.get 8 i32.const 16384 i32.mul local.set 19
        local.get 4 i32.const 16384 i32.mul local.set 20
        local.get 15 local.tee 21 local.get 13 i32.lt_s if
          loop
            local.get 13 local.get 21 i32.sub local.set 22
            i32.const 8 local.get 22 i32.const 8 local.get 22 i32.lt_u select local.set 23
            local.get 19 local.tee 22 local.get 14 i32.lt_s if
              loop
                local.get 14 local.get 22 i32.sub local.set 24
                i32.const 16384 local.get 24 i32.const 16384 local.get 24 i32.lt_u select local.set 25
                local.get 23 i32.const 8 i32.div_u local.set 24
                local.get 24 i32.const 8 i32.mul local.set 26
                local.get 25 i32.const 4 i32.div_u local.set 24
                local.get 24 i32.const 4 i32.mul local.set 27
                i32.const 0 local.tee 24 local.get 26 i32.lt_s if
                  loop
                    local.get 21 local.get 24 i32.add local.set 28
                    local.get 28 local.get 14 i32.mul local.set 29
                    local.get 22 local.get 29 i32.add local.set 30
                    local.get 28 i32.const 1 i32.add local.set 29
                    local.get 29 local.get 14 i32.mul local.set 31
                    local.get 22 local.get 31 i32.add local.set 29
                    local.get 28 i32.const 2 i32.add local.set 31
                    local.get 31 local.get 14 i32.mul local.set 32
                    local.get 22 local.get 32 i32.add local.set 31
                    local.get 28 i32.const 3 i32.add local.set 32
                    local.get 32 local.get 14 i32.mul local.set 33
                    local.get 22 local.get 33 i32.add local.set 32
                    local.get 28 i32.const 4 i32.add local.set 33
                    local.get 33 local.get 14 i32.mul local.set 34
                    local.get 22 local.get 34 i32.add local.set 33
                    local.get 28 i32.const 5 i32.add local.set 34
                    local.get 34 local.get 14 i32.mul local.set 35
                    local.get 22 local.get 35 i32.add local.set 34
                    local.get 28 i32.const 6 i32.add local.set 35
                    local.get 35 local.get 14 i32.mul local.set 36
                    local.get 22 local.get 36 i32.add local.set 35
                    local.get 28 i32.const 7 i32.add local.set 36
                    local.get 36 local.get 14 i32.mul local.set 37
                    local.get 22 local.get 37 i32.add local.set 36
                    i32.const 0 local.tee 37 local.get 27 i32.lt_s if
                      local.get 16 local.get 28 i32.const 2 i32.shl i32.add local.set 38
                      local.get 17 local.get 30 i32.const 2 i32.shl i32.add local.set 39
                      local.get 39 i32.const 0 i32.const 2 i32.shl i32.add local.set 40
                      local.get 17 local.get 29 i32.const 2 i32.shl i32.add i32.const 0 i32.add local.set 41
                      local.get 41 i32.const 0 i32.const 2 i32.shl i32.add local.set 42
                      local.get 17 local.get 29 i32.const 2 i32.shl i32.add i32.const 4 i32.add local.set 43
                      local.get 43 i32.const 0 i32.const 2 i32.shl i32.add local.set 44
                      local.get 17 local.get 29 i32.const 2 i32.shl i32.add i32.const 8 i32.add local.set 45
                      local.get 45 i32.const 0 i32.const 2 i32.shl i32.add local.set 46
                      local.get 17 local.get 29 i32.const 2 i32.shl i32.add i32.const 12 i32.add local.set 47
                      local.get 47 i32.const 0 i32.const 2 i32.shl i32.add local.set 48
                      local.get 17 local.get 31 i32.const 2 i32.shl i32.add i32.const 0 i32.add local.set 49
                      local.get 49 i32.const 0 i32.const 2 i32.shl i32.add local.set 50
                      local.get 17 local.get 31 i32.const 2 i32.shl i32.add i32.const 4 i32.add local.set 51
                      local.get 51 i32.const 0 i32.const 2 i32.shl i32.add local.set 52
                      local.get 17 local.get 31 i32.const 2 i32.shl i32.add i32.const 8 i32.add local.set 53
                      local.get 53 i32.const 0 i32.const 2 i32.shl i32.add local.set 54
                      local.get 17 local.get 31 i32.const 2 i32.shl i32.add i32.const 12 i32.add local.set 55
                      local.get 17 local.get 32 i32.const 2 i32.shl i32.add i32.const 0 i32.add local.set 56
                      local.get 17 local.get 32 i32.const 2 i32.shl i32.add i32.const 4 i32.add local.set 57
                      local.get 17 local.get 32 i32.const 2 i32.shl i32.add i32.const 8 i32.add local.set 58
                      local.get 17 local.get 32 i32.const 2 i32.shl i32.add i32.const 12 i32.add local.set 59
                      local.get 17 local.get 33 i32.const 2 i32.shl i32.add i32.const 0 i32.add local.set 60
                      local.get 17 local.get 33 i32.const 2 i32.shl i32.add i32.const 4 i32.add local.set 61
                      local.get 17 local.get 33 i32.const 2 i32.shl i32.add i32.const 8 i32.add local.set 62
                      local.get 17 local.get 33 i32.const 2 i32.shl i32.add i32.const 12 i32.add local.set 63
                      local.get 17 local.get 34 i32.const 2 i32.shl i32.add i32.const 0 i32.add local.set 64
                      local.get 17 local.get 34 i32.const 2 i32.shl i32.add i32.const 4 i32.add local.set 65
                      local.get 17 local.get 34 i32.const 2 i32.shl i32.add i32.const 8 i32.add local.set 66
                      local.get 17 local.get 34 i32.const 2 i32.shl i32.add i32.const 12 i32.add local.set 67
                      local.get 17 local.get 35 i32.const 2 i32.shl i32.add i32.const 0 i32.add local.set 68
                      local.get 17 local.get 35 i32.const 2 i32.shl i32.add i32.const 4 i32.add local.set 69
                      local.get 17 local.get 35 i32.const 2 i32.shl i32.add i32.const 8 i32.add local.set 70
                      local.get 17 local.get 35 i32.const 2 i32.shl i32.add i32.const 12 i32.add local.set 71
                      local.get 17 local.get 36 i32.const 2 i32.shl i32.add i32.const 0 i32.add local.set 72
                      local.get 17 local.get 36 i32.const 2 i32.shl i32.add i32.const 4 i32.add local.set 73
                      local.get 17 local.get 36 i32.const 2 i32.shl i32.add i32.const 8 i32.add local.set 74
                      local.get 17 local.get 36 i32.const 2 i32.shl i32.add i32.const 12 i32.add local.set 75
                      loop
                        local.get 22 local.get 37 i32.add local.set 76
                        local.get 76 local.get 12 i32.mul local.set 77
                        local.get 38 local.get 77 i32.const 2 i32.shl i32.add f32.load local.set 78
                        local.get 76 i32.const 1 i32.add local.set 79
                        local.get 79 local.get 12 i32.mul local.set 80
                        local.get 38 local.get 80 i32.const 2 i32.shl i32.add f32.load local.set 81
                        local.get 76 i32.const 2 i32.add local.set 79
                        local.get 79 local.get 12 i32.mul local.set 82
                        local.get 38 local.get 82 i32.const 2 i32.shl i32.add f32.load local.set 83
                        local.get 76 i32.const 3 i32.add local.set 79
                        local.get 79 local.get 12 i32.mul local.set 76
                        local.get 38 local.get 76 i32.const 2 i32.shl i32.add f32.load local.set 84
                        local.get 38 local.get 77 i32.const 2 i32.shl i32.add f32.load offset=4 local.set 85
                        local.get 38 local.get 80 i32.const 2 i32.shl i32.add f32.load offset=4 local.set 86
                        local.get 38 local.get 82 i32.const 2 i32.shl i32.add f32.load offset=4 local.set 87
                        local.get 38 local.get 76 i32.const 2 i32.shl i32.add f32.load offset=4 local.set 88
                        local.get 38 local.get 77 i32.const 2 i32.shl i32.add f32.load offset=8 local.set 89
                        local.get 38 local.get 80 i32.const 2 i32.shl i32.add f32.load offset=8 local.set 90
                        local.get 38 local.get 82 i32.const 2 i32.shl i32.add f32.load offset=8 local.set 91
                        local.get 38 local.get 76 i32.const 2 i32.shl i32.add f32.load offset=8 local.set 92
                        local.get 38 local.get 77 i32.const 2 i32.shl i32.add f32.load offset=12 local.set 93
                        local.get 38 local.get 80 i32.const 2 i32.shl i32.add f32.load offset=12 local.set 94
                        local.get 38 local.get 82 i32.const 2 i32.shl i32.add f32.load offset=12 local.set 95
                        local.get 38 local.get 76 i32.const 2 i32.shl i32.add f32.load offset=12 local.set 96
                        local.get 38 local.get 77 i32.const 2 i32.shl i32.add f32.load offset=16 local.set 97
                        local.get 38 local.get 80 i32.const 2 i32.shl i32.add f32.load offset=16 local.set 98
                        local.get 38 local.get 82 i32.const 2 i32.shl i32.add f32.load offset=16 local.set 99
                        local.get 38 local.get 76 i32.const 2 i32.shl i32.add f32.load offset=16 local.set 100
                        local.get 38 local.get 77 i32.const 2 i32.shl i32.add f32.load offset=20 local.set 101
                        local.get 38 local.get 80 i32.const 2 i32.shl i32.add f32.load offset=20 local.set 102
                        local.get 38 local.get 82 i32.const 2 i32.shl i32.add f32.load offset=20 local.set 103
                        local.get 38 local.get 76 i32.const 2 i32.shl i32.add f32.load offset=20 local.set 104
                        local.get 38 local.get 77 i32.const 2 i32.shl i32.add f32.load offset=24 local.set 105
                        local.get 38 local.get 80 i32.const 2 i32.shl i32.add f32.load offset=24 local.set 106
                        local.get 38 local.get 82 i32.const 2 i32.shl i32.add f32.load offset=24 local.set 107
                        local.get 38 local.get 76 i32.const 2 i32.shl i32.add f32.load offset=24 local.set 108
                        local.get 38 local.get 77 i32.const 2 i32.shl i32.add f32.load offset=28 local.set 109
                        local.get 38 local.get 80 i32.const 2 i32.shl i32.add f32.load offset=28 local.set 110
                        local.get 38 local.get 82 i32.const 2 i32.shl i32.add f32.load offset=28 local.set 111
                        local.get 38 local.get 76 i32.const 2 i32.shl i32.add f32.load offset=28 local.set 112
                        local.get 40 local.get 78 f32.store
                        local.get 40 local.get 81 f32.store offset=4
                        local.get 40 local.get 83 f32.store offset=8
                        local.get 40 local.get 84 f32.store offset=12
                        local.get 42 local.get 85 f32.store
                        local.get 44 local.get 86 f32.store
                        local.get 46 local.get 87 f32.store
                        local.get 48 local.get 88 f32.store
                        local.get 50 local.get 89 f32.store
                        local.get 52 local.get 90 f32.store
                        local.get 54 local.get 91 f32.store
                        local.get 55 local.get 37 i32.const 2 i32.shl i32.add local.get 92 f32.store
                        local.get 56 local.get 37 i32.const 2 i32.shl i32.add local.get 93 f32.store
                        local.get 57 local.get 37 i32.const 2 i32.shl i32.add local.get 94 f32.store
                        local.get 58 local.get 37 i32.const 2 i32.shl i32.add local.get 95 f32.store
                        local.get 59 local.get 37 i32.const 2 i32.shl i32.add local.get 96 f32.store
                        local.get 60 local.get 37 i32.const 2 i32.shl i32.add local.get 97 f32.store
                        local.get 61 local.get 37 i32.const 2 i32.shl i32.add local.get 98 f32.store
                        local.get 62 local.get 37 i32.const 2 i32.shl i32.add local.get 99 f32.store
                        local.get 63 local.get 37 i32.const 2 i32.shl i32.add local.get 100 f32.store
                        local.get 64 local.get 37 i32.const 2 i32.shl i32.add local.get 101 f32.store
                        local.get 65 local.get 37 i32.const 2 i32.shl i32.add local.get 102 f32.store
                        local.get 66 local.get 37 i32.const 2 i32.shl i32.add local.get 103 f32.store
                        local.get 67 local.get 37 i32.const 2 i32.shl i32.add local.get 104 f32.store
                        local.get 68 local.get 37 i32.const 2 i32.shl i32.add local.get 105 f32.store
                        local.get 69 local.get 37 i32.const 2 i32.shl i32.add local.get 106 f32.store
                        local.get 70 local.get 37 i32.const 2 i32.shl i32.add local.get 107 f32.store
                        local.get 71 local.get 37 i32.const 2 i32.shl i32.add local.get 108 f32.store
                        local.get 72 local.get 37 i32.const 2 i32.shl i32.add local.get 109 f32.store
                        local.get 73 local.get 37 i32.const 2 i32.shl i32.add local.get 110 f32.store
                        local.get 74 local.get 37 i32.const 2 i32.shl i32.add local.get 111 f32.store
                        local.get 75 local.get 37 i32.const 2 i32.shl i32.add local.get 112 f32.store
                        local.get 40 i32.const 16 i32.add local.set 40
                        local.get 42 i32.const 16 i32.add local.set 42
                        local.get 44 i32.const 16 i32.add local.set 44
                        local.get 46 i32.const 16 i32.add local.set 46
                        local.get 48 i32.const 16 i32.add local.set 48
                        local.get 50 i32.const 16 i32.add local.set 50
                        local.get 52 i32.const 16 i32.add local.set 52
                        local.get 54 i32.const 16 i32.add local.set 54
                        local.get 37 i32.const 4 i32.add local.tee 37 local.get 27 i32.lt_s br_if 0
                      end
                    end
                    local.get 27 local.tee 37 local.get 25 i32.lt_s if
                      local.get 16 local.get 28 i32.const 2 i32.shl i32.add i32.const 0 i32.add local.set 75
                      local.get 16 local.get 28 i32.const 2 i32.shl i32.add i32.const 4 i32.add local.set 74
                      local.get 16 local.get 28 i32.const 2 i32.shl i32.add i32.const 8 i32.add local.set 73
                      local.get 16 local.get 28 i32.const 2 i32.shl i32.add i32.const 12 i32.add local.set 72
                      local.get 16 local.get 28 i32.const 2 i32.shl i32.add i32.const 16 i32.add local.set 71
                      local.get 16 local.get 28 i32.const 2 i32.shl i32.add i32.const 20 i32.add local.set 70
                      local.get 16 local.get 28 i32.const 2 i32.shl i32.add i32.const 24 i32.add local.set 69
                      local.get 16 local.get 28 i32.const 2 i32.shl i32.add i32.const 28 i32.add local.set 68
                      local.get 17 local.get 30 i32.const 2 i32.shl i32.add i32.const 0 i32.add local.set 67
                      local.get 67 local.get 27 i32.const 2 i32.shl i32.add local.set 66
                      local.get 66 local.get 25 local.get 27 i32.sub i32.const 2 i32.shl i32.add local.set 65
                      local.get 17 local.get 29 i32.const 2 i32.shl i32.add i32.const 0 i32.add local.set 64
                      local.get 64 local.get 27 i32.const 2 i32.shl i32.add local.set 63
                      local.get 17 local.get 31 i32.const 2 i32.shl i32.add i32.const 0 i32.add local.set 62
                      local.get 62 local.get 27 i32.const 2 i32.shl i32.add local.set 61
                      local.get 17 local.get 32 i32.const 2 i32.shl i32.add i32.const 0 i32.add local.set 60
                      local.get 60 local.get 27 i32.const 2 i32.shl i32.add local.set 59
                      local.get 17 local.get 33 i32.const 2 i32.shl i32.add i32.const 0 i32.add local.set 58
                      local.get 58 local.get 27 i32.const 2 i32.shl i32.add local.set 57
                      local.get 17 local.get 34 i32.const 2 i32.shl i32.add i32.const 0 i32.add local.set 56
                      local.get 56 local.get 27 i32.const 2 i32.shl i32.add local.set 55
                      local.get 17 local.get 35 i32.const 2 i32.shl i32.add i32.const 0 i32.add local.set 54
                      local.get 54 local.get 27 i32.const 2 i32.shl i32.add local.set 53
                      local.get 17 local.get 36 i32.const 2 i32.shl i32.add i32.const 0 i32.add local.set 52
                      local.get 52 local.get 27 i32.const 2 i32.shl i32.add local.set 51
                      loop
                        local.get 22 local.get 37 i32.add local.set 50
                        local.get 50 local.get 12 i32.mul local.set 49
                        local.get 75 local.get 49 i32.const 2 i32.shl i32.add f32.load local.set 112
                        local.get 74 local.get 49 i32.const 2 i32.shl i32.add f32.load local.set 111
                        local.get 73 local.get 49 i32.const 2 i32.shl i32.add f32.load local.set 110
                        local.get 72 local.get 49 i32.const 2 i32.shl i32.add f32.load local.set 109
                        local.get 71 local.get 49 i32.const 2 i32.shl i32.add f32.load local.set 108
                        local.get 70 local.get 49 i32.const 2 i32.shl i32.add f32.load local.set 107
                        local.get 69 local.get 49 i32.const 2 i32.shl i32.add f32.load local.set 106
                        local.get 68 local.get 49 i32.const 2 i32.shl i32.add f32.load local.set 105
                        local.get 66 local.get 112 f32.store
                        local.get 63 local.get 111 f32.store
                        local.get 61 local.get 110 f32.store
                        local.get 59 local.get 109 f32.store
                        local.get 57 local.get 108 f32.store
                        local.get 55 local.get 107 f32.store
                        local.get 53 local.get 106 f32.store
                        local.get 51 local.get 105 f32.store
                        local.get 66 i32.const 4 i32.add local.set 66
                        local.get 63 i32.const 4 i32.add local.set 63
                        local.get 61 i32.const 4 i32.add local.set 61
                        local.get 59 i32.const 4 i32.add local.set 59
                        local.get 57 i32.const 4 i32.add local.set 57
                        local.get 55 i32.const 4 i32.add local.set 55
                        local.get 53 i32.const 4 i32.add local.set 53
                        local.get 51 i32.const 4 i32.add local.set 51
                        local.get 37 i32.const 1 i32.add local.tee 37 local.get 25 i32.lt_s br_if 0
                      end
                    end
                    local.get 24 i32.const 8 i32.add local.tee 24 local.get 26 i32.lt_s br_if 0
                  end
                end
                local.get 26 local.tee 24 local.get 23 i32.lt_s if
                  loop
                    local.get 21 local.get 24 i32.add local.set 28
                    local.get 28 local.get 14 i32.mul local.set 30
                    local.get 22 local.get 30 i32.add local.set 29
                    i32.const 0 local.tee 30 local.get 27 i32.lt_s if
                      local.get 16 local.get 28 i32.const 2 i32.shl i32.add i32.const 0 i32.add local.set 31
                      local.get 17 local.get 29 i32.const 2 i32.shl i32.add i32.const 0 i32.add local.set 32
                      local.get 32 i32.const 0 i32.const 2 i32.shl i32.add local.set 33
                      local.get 17 local.get 29 i32.const 2 i32.shl i32.add i32.const 4 i32.add local.set 34
                      local.get 34 i32.const 0 i32.const 2 i32.shl i32.add local.set 35
                      local.get 17 local.get 29 i32.const 2 i32.shl i32.add i32.const 8 i32.add local.set 36
                      local.get 36 i32.const 0 i32.const 2 i32.shl i32.add local.set 37
                      local.get 17 local.get 29 i32.const 2 i32.shl i32.add i32.const 12 i32.add local.set 51
                      local.get 51 i32.const 0 i32.const 2 i32.shl i32.add local.set 52
                      loop
                        local.get 22 local.get 30 i32.add local.set 53
                        local.get 53 local.get 12 i32.mul local.set 54
                        local.get 31 local.get 54 i32.const 2 i32.shl i32.add f32.load local.set 105
                        local.get 53 i32.const 1 i32.add local.set 54
                        local.get 54 local.get 12 i32.mul local.set 55
                        local.get 31 local.get 55 i32.const 2 i32.shl i32.add f32.load local.set 106
                        local.get 53 i32.const 2 i32.add local.set 55
                        local.get 55 local.get 12 i32.mul local.set 54
                        local.get 31 local.get 54 i32.const 2 i32.shl i32.add f32.load local.set 107
                        local.get 53 i32.const 3 i32.add local.set 54
                        local.get 54 local.get 12 i32.mul local.set 53
                        local.get 31 local.get 53 i32.const 2 i32.shl i32.add f32.load local.set 108
                        local.get 33 local.get 105 f32.store
                        local.get 35 local.get 106 f32.store
                        local.get 37 local.get 107 f32.store
                        local.get 52 local.get 108 f32.store
                        local.get 33 i32.const 16 i32.add local.set 33
                        local.get 35 i32.const 16 i32.add local.set 35
                        local.get 37 i32.const 16 i32.add local.set 37
                        local.get 52 i32.const 16 i32.add local.set 52
                        local.get 30 i32.const 4 i32.add local.tee 30 local.get 27 i32.lt_s br_if 0
                      end
                    end
                    local.get 27 local.tee 30 local.get 25 i32.lt_s if
                      local.get 16 local.get 28 i32.const 2 i32.shl i32.add i32.const 0 i32.add local.set 52
                      local.get 17 local.get 29 i32.const 2 i32.shl i32.add i32.const 0 i32.add local.set 51
                      local.get 51 local.get 27 i32.const 2 i32.shl i32.add local.set 37
                      local.get 37 local.get 25 local.get 27 i32.sub i32.const 2 i32.shl i32.add local.set 36
                      loop
                        local.get 22 local.get 30 i32.add local.set 35
                        local.get 35 local.get 12 i32.mul local.set 34
                        local.get 52 local.get 34 i32.const 2 i32.shl i32.add f32.load local.set 108
                        local.get 37 local.get 108 f32.store
                        local.get 37 i32.const 4 i32.add local.set 37
                        local.get 30 i32.const 1 i32.add local.tee 30 local.get 25 i32.lt_s br_if 0
                      end
                    end
                    local.get 24 i32.const 1 i32.add local.tee 24 local.get 23 i32.lt_s br_if 0
                  end
                end
                local.get 22 local.get 20 i32.add local.tee 22 local.get 14 i32.lt_s br_if 0
              end
            end
            local.get 21 local.get 18 i32.add local.tee 21 local.get 13 i32.lt_s br_if 0
          end
        end
        local.get 2 i32.const 1 i32.add local.tee 2 local.get 3 i32.lt_u br_if 0
      end
    end
  ))
