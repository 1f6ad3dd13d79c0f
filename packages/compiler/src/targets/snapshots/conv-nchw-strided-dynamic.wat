(module $f_dispatch_0
  (import "env" "memory" (memory 1 65536 shared))
  (func $f_dispatch_0_conv_2d_nchw_fchw_Dx32xDx32x16x3x3 (export "d0") (param i32 i32 i32 i32 i32 i32 i32 i32)
    (local i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32)
    (local v128) (local i32) (local v128 v128 v128 v128 v128 v128 v128) (local i32)
    (local v128 v128 v128 v128 v128 v128 v128 v128) (local i32 i32 i32) (local v128 v128 v128 v128 v128 v128 v128 v128)
    (local i32 i32 i32) (local v128 v128 v128 v128 v128 v128 v128 v128)
    (local i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32)
    (local v128) (local i32) (local v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128)
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
        local.get 0 i32.load offset=4 i32.const 0 i32.add local.set 15
        local.get 16 local.get 12 i32.mul local.set 17
        local.get 17 i32.const 1040 i32.mul local.set 16
        local.get 0 i32.load i32.const 0 i32.add local.set 17
        local.get 13 local.get 14 i32.mul local.set 16
        local.get 16 i32.const 1024 i32.mul local.set 18
        local.get 0 i32.load offset=8 i32.const 0 i32.add local.set 16
        local.get 13 local.get 14 i32.mul local.set 18
        local.get 18 i32.const 1024 i32.mul local.set 19
        local.get 0 i32.load offset=12 i32.const 0 i32.add local.set 18
        local.get 13 i32.const 2 i32.mul local.set 19
        local.get 9 i32.const 256 i32.mul local.set 13
        local.get 5 i32.const 256 i32.mul local.set 20
        local.get 8 i32.const 16 i32.mul local.set 21
        local.get 10 local.tee 22 local.get 19 i32.lt_s if
          loop
            local.get 22 i32.const 2 i32.rem_u local.set 23
            local.get 22 i32.const 2 i32.div_u local.set 24
            local.get 23 i32.const 16 i32.mul local.set 25
            local.get 13 local.tee 23 local.get 14 i32.lt_s if
              loop
                local.get 14 local.get 23 i32.sub local.set 26
                i32.const 256 local.get 26 i32.const 256 local.get 26 i32.lt_u select local.set 27
                local.get 27 i32.const 4 i32.div_u local.set 26
                local.get 26 i32.const 4 i32.mul local.set 28
                local.get 14 i32.const 1024 i32.mul local.set 26
                local.get 24 local.get 26 i32.mul local.set 29
                local.get 14 i32.const 32 i32.mul local.set 26
                local.get 23 i32.const 32 i32.mul local.set 30
                local.get 30 local.get 21 i32.add local.set 31
                local.get 31 local.get 29 i32.add local.set 30
                local.get 12 i32.const 1040 i32.mul local.set 29
                local.get 24 local.get 29 i32.mul local.set 31
                local.get 12 i32.const 65 i32.mul local.set 29
                local.get 23 i32.const 130 i32.mul local.set 32
                local.get 21 i32.const 2 i32.mul local.set 33
                local.get 32 local.get 33 i32.add local.set 34
                local.get 34 local.get 31 i32.add local.set 33
                local.get 25 i32.const 144 i32.mul local.set 31
                i32.const 0 local.tee 34 i32.const 16 i32.lt_s if
                  loop
                    local.get 25 local.get 34 i32.add local.set 32
                    local.get 32 local.get 26 i32.mul local.set 35
                    local.get 30 local.get 35 i32.add local.set 32
                    local.get 34 i32.const 144 i32.mul local.set 35
                    local.get 31 local.get 35 i32.add local.set 36
                    i32.const 0 local.tee 35 local.get 28 i32.lt_s if
                      loop
                        local.get 35 i32.const 32 i32.mul local.set 37
                        local.get 32 local.get 37 i32.add local.set 38
                        local.get 35 i32.const 130 i32.mul local.set 37
                        local.get 33 local.get 37 i32.add local.set 39
                        i32.const 0 local.tee 37 i32.const 16 i32.lt_s if
                          local.get 16 local.get 38 i32.const 2 i32.shl i32.add i32.const 0 i32.add local.set 40
                          local.get 40 i32.const 0 i32.const 2 i32.shl i32.add local.set 41
                          local.get 41 i32.const 64 i32.add local.set 42
                          local.get 16 local.get 38 i32.const 2 i32.shl i32.add i32.const 16 i32.add local.set 43
                          local.get 43 i32.const 0 i32.const 2 i32.shl i32.add local.set 44
                          local.get 16 local.get 38 i32.const 2 i32.shl i32.add i32.const 128 i32.add local.set 45
                          local.get 45 i32.const 0 i32.const 2 i32.shl i32.add local.set 46
                          local.get 16 local.get 38 i32.const 2 i32.shl i32.add i32.const 144 i32.add local.set 47
                          local.get 47 i32.const 0 i32.const 2 i32.shl i32.add local.set 48
                          local.get 16 local.get 38 i32.const 2 i32.shl i32.add i32.const 256 i32.add local.set 49
                          local.get 49 i32.const 0 i32.const 2 i32.shl i32.add local.set 50
                          local.get 16 local.get 38 i32.const 2 i32.shl i32.add i32.const 272 i32.add local.set 51
                          local.get 51 i32.const 0 i32.const 2 i32.shl i32.add local.set 52
                          local.get 16 local.get 38 i32.const 2 i32.shl i32.add i32.const 384 i32.add local.set 53
                          local.get 53 i32.const 0 i32.const 2 i32.shl i32.add local.set 54
                          local.get 16 local.get 38 i32.const 2 i32.shl i32.add i32.const 400 i32.add local.set 55
                          local.get 55 i32.const 0 i32.const 2 i32.shl i32.add local.set 56
                          local.get 18 local.get 38 i32.const 2 i32.shl i32.add i32.const 0 i32.add local.set 57
                          local.get 18 local.get 38 i32.const 2 i32.shl i32.add i32.const 16 i32.add local.set 58
                          local.get 18 local.get 38 i32.const 2 i32.shl i32.add i32.const 128 i32.add local.set 59
                          local.get 18 local.get 38 i32.const 2 i32.shl i32.add i32.const 144 i32.add local.set 60
                          local.get 18 local.get 38 i32.const 2 i32.shl i32.add i32.const 256 i32.add local.set 61
                          local.get 18 local.get 38 i32.const 2 i32.shl i32.add i32.const 272 i32.add local.set 62
                          local.get 18 local.get 38 i32.const 2 i32.shl i32.add i32.const 384 i32.add local.set 63
                          local.get 18 local.get 38 i32.const 2 i32.shl i32.add i32.const 400 i32.add local.set 64
                          loop
                            local.get 41 local.set 66
                            local.get 66 v128.load align=4 local.set 65
                            local.get 44 local.set 66
                            local.get 66 v128.load align=4 local.set 67
                            local.get 46 local.set 66
                            local.get 66 v128.load align=4 local.set 68
                            local.get 48 local.set 66
                            local.get 66 v128.load align=4 local.set 69
                            local.get 50 local.set 66
                            local.get 66 v128.load align=4 local.set 70
                            local.get 52 local.set 66
                            local.get 66 v128.load align=4 local.set 71
                            local.get 54 local.set 66
                            local.get 66 v128.load align=4 local.set 72
                            local.get 56 local.set 66
                            local.get 66 v128.load align=4 local.set 73
                            local.get 37 i32.const 2 i32.mul local.set 66
                            local.get 39 local.get 66 i32.add local.set 74
                            local.get 65 local.get 67 local.get 68 local.get 69 local.get 70 local.get 71 local.get 72
                            local.get 73 local.set 82
                            local.set 81
                            local.set 80
                            local.set 79
                            local.set 78
                            local.set 77
                            local.set 76
                            local.set 75
                            i32.const 0 local.tee 66 i32.const 16 i32.lt_s if
                              loop
                                local.get 66 local.get 29 i32.mul local.set 83
                                local.get 74 local.get 83 i32.add local.set 84
                                local.get 66 i32.const 9 i32.mul local.set 83
                                local.get 36 local.get 83 i32.add local.set 85
                                local.get 75 local.get 76 local.get 77 local.get 78 local.get 79 local.get 80
                                local.get 81 local.get 82 local.set 93
                                local.set 92
                                local.set 91
                                local.set 90
                                local.set 89
                                local.set 88
                                local.set 87
                                local.set 86
                                i32.const 0 local.tee 83 i32.const 3 i32.lt_s if
                                  loop
                                    local.get 83 i32.const 65 i32.mul local.set 94
                                    local.get 84 local.get 94 i32.add local.set 95
                                    local.get 83 i32.const 3 i32.mul local.set 94
                                    local.get 85 local.get 94 i32.add local.set 96
                                    local.get 86 local.get 87 local.get 88 local.get 89 local.get 90 local.get 91
                                    local.get 92 local.get 93 local.set 104
                                    local.set 103
                                    local.set 102
                                    local.set 101
                                    local.set 100
                                    local.set 99
                                    local.set 98
                                    local.set 97
                                    i32.const 0 local.tee 94 i32.const 3 i32.lt_s if
                                      local.get 17 local.get 95 i32.const 2 i32.shl i32.add i32.const 0 i32.add
                                      local.set 105
                                      local.get 105 i32.const 0 i32.const 2 i32.shl i32.add local.set 106
                                      local.get 106 i32.const 12 i32.add local.set 107
                                      local.get 17 local.get 95 i32.const 2 i32.shl i32.add i32.const 12 i32.add
                                      local.set 108
                                      local.get 108 i32.const 0 i32.const 2 i32.shl i32.add local.set 109
                                      local.get 17 local.get 95 i32.const 2 i32.shl i32.add i32.const 32 i32.add
                                      local.set 110
                                      local.get 110 i32.const 0 i32.const 2 i32.shl i32.add local.set 111
                                      local.get 17 local.get 95 i32.const 2 i32.shl i32.add i32.const 44 i32.add
                                      local.set 112
                                      local.get 112 i32.const 0 i32.const 2 i32.shl i32.add local.set 113
                                      local.get 17 local.get 95 i32.const 2 i32.shl i32.add i32.const 520 i32.add
                                      local.set 114
                                      local.get 114 i32.const 0 i32.const 2 i32.shl i32.add local.set 115
                                      local.get 17 local.get 95 i32.const 2 i32.shl i32.add i32.const 532 i32.add
                                      local.set 116
                                      local.get 116 i32.const 0 i32.const 2 i32.shl i32.add local.set 117
                                      local.get 17 local.get 95 i32.const 2 i32.shl i32.add i32.const 552 i32.add
                                      local.set 118
                                      local.get 118 i32.const 0 i32.const 2 i32.shl i32.add local.set 119
                                      local.get 17 local.get 95 i32.const 2 i32.shl i32.add i32.const 564 i32.add
                                      local.set 120
                                      local.get 120 i32.const 0 i32.const 2 i32.shl i32.add local.set 121
                                      local.get 17 local.get 95 i32.const 2 i32.shl i32.add i32.const 1040 i32.add
                                      local.set 122
                                      local.get 17 local.get 95 i32.const 2 i32.shl i32.add i32.const 1052 i32.add
                                      local.set 123
                                      local.get 17 local.get 95 i32.const 2 i32.shl i32.add i32.const 1072 i32.add
                                      local.set 124
                                      local.get 17 local.get 95 i32.const 2 i32.shl i32.add i32.const 1084 i32.add
                                      local.set 125
                                      local.get 17 local.get 95 i32.const 2 i32.shl i32.add i32.const 1560 i32.add
                                      local.set 126
                                      local.get 17 local.get 95 i32.const 2 i32.shl i32.add i32.const 1572 i32.add
                                      local.set 127
                                      local.get 17 local.get 95 i32.const 2 i32.shl i32.add i32.const 1592 i32.add
                                      local.set 128
                                      local.get 17 local.get 95 i32.const 2 i32.shl i32.add i32.const 1604 i32.add
                                      local.set 129
                                      local.get 15 local.get 96 i32.const 2 i32.shl i32.add local.set 130
                                      loop
                                        local.get 106 local.set 132
                                        local.get 132 v128.load align=4 local.set 131
                                        local.get 109 local.set 132
                                        local.get 132 v128.load align=4 local.set 133
                                        local.get 111 local.set 132
                                        local.get 132 v128.load align=4 local.set 134
                                        local.get 113 local.set 132
                                        local.get 132 v128.load align=4 local.set 135
                                        local.get 115 local.set 132
                                        local.get 132 v128.load align=4 local.set 136
                                        local.get 117 local.set 132
                                        local.get 132 v128.load align=4 local.set 137
                                        local.get 119 local.set 132
                                        local.get 132 v128.load align=4 local.set 138
                                        local.get 121 local.set 132
                                        local.get 132 v128.load align=4 local.set 139
                                        local.get 122 local.get 94 i32.const 2 i32.shl i32.add local.set 132
                                        local.get 132 v128.load align=4 local.set 140
                                        local.get 123 local.get 94 i32.const 2 i32.shl i32.add local.set 132
                                        local.get 132 v128.load align=4 local.set 141
                                        local.get 124 local.get 94 i32.const 2 i32.shl i32.add local.set 132
                                        local.get 132 v128.load align=4 local.set 142
                                        local.get 125 local.get 94 i32.const 2 i32.shl i32.add local.set 132
                                        local.get 132 v128.load align=4 local.set 143
                                        local.get 126 local.get 94 i32.const 2 i32.shl i32.add local.set 132
                                        local.get 132 v128.load align=4 local.set 144
                                        local.get 127 local.get 94 i32.const 2 i32.shl i32.add local.set 132
                                        local.get 132 v128.load align=4 local.set 145
                                        local.get 128 local.get 94 i32.const 2 i32.shl i32.add local.set 132
                                        local.get 132 v128.load align=4 local.set 146
                                        local.get 129 local.get 94 i32.const 2 i32.shl i32.add local.set 132
                                        local.get 132 v128.load align=4 local.set 147
                                        local.get 131 local.get 133
                                        i8x16.shuffle 0 1 2 3 8 9 10 11 20 21 22 23 28 29 30 31 local.set 148
                                        local.get 134 local.get 135
                                        i8x16.shuffle 0 1 2 3 8 9 10 11 20 21 22 23 28 29 30 31 local.set 133
                                        local.get 136 local.get 137
                                        i8x16.shuffle 0 1 2 3 8 9 10 11 20 21 22 23 28 29 30 31 local.set 135
                                        local.get 138 local.get 139
                                        i8x16.shuffle 0 1 2 3 8 9 10 11 20 21 22 23 28 29 30 31 local.set 137
                                        local.get 140 local.get 141
                                        i8x16.shuffle 0 1 2 3 8 9 10 11 20 21 22 23 28 29 30 31 local.set 139
                                        local.get 142 local.get 143
                                        i8x16.shuffle 0 1 2 3 8 9 10 11 20 21 22 23 28 29 30 31 local.set 141
                                        local.get 144 local.get 145
                                        i8x16.shuffle 0 1 2 3 8 9 10 11 20 21 22 23 28 29 30 31 local.set 143
                                        local.get 146 local.get 147
                                        i8x16.shuffle 0 1 2 3 8 9 10 11 20 21 22 23 28 29 30 31 local.set 145
                                        local.get 130 local.get 94 i32.const 2 i32.shl i32.add v128.load32_splat
                                        local.set 147
                                        local.get 148 local.get 147 f32x4.mul local.set 146
                                        local.get 97 local.get 146 f32x4.add local.set 148
                                        local.get 133 local.get 147 f32x4.mul local.set 146
                                        local.get 98 local.get 146 f32x4.add local.set 133
                                        local.get 135 local.get 147 f32x4.mul local.set 146
                                        local.get 99 local.get 146 f32x4.add local.set 135
                                        local.get 137 local.get 147 f32x4.mul local.set 146
                                        local.get 100 local.get 146 f32x4.add local.set 137
                                        local.get 139 local.get 147 f32x4.mul local.set 146
                                        local.get 101 local.get 146 f32x4.add local.set 139
                                        local.get 141 local.get 147 f32x4.mul local.set 146
                                        local.get 102 local.get 146 f32x4.add local.set 141
                                        local.get 143 local.get 147 f32x4.mul local.set 146
                                        local.get 103 local.get 146 f32x4.add local.set 143
                                        local.get 145 local.get 147 f32x4.mul local.set 146
                                        local.get 104 local.get 146 f32x4.add local.set 147
                                        local.get 148 local.get 133 local.get 135 local.get 137 local.get 139
                                        local.get 141 local.get 143 local.get 147 local.set 104
                                        local.set 103
                                        local.set 102
                                        local.set 101
                                        local.set 100
                                        local.set 99
                                        local.set 98
                                        local.set 97
                                        local.get 106 i32.const 4 i32.add local.set 106
                                        local.get 109 i32.const 4 i32.add local.set 109
                                        local.get 111 i32.const 4 i32.add local.set 111
                                        local.get 113 i32.const 4 i32.add local.set 113
                                        local.get 115 i32.const 4 i32.add local.set 115
                                        local.get 117 i32.const 4 i32.add local.set 117
                                        local.get 119 i32.const 4 i32.add local.set 119
                                        local.get 121 i32.const 4 i32.add local.set 121
                                        local.get 94 i32.const 1 i32.add local.tee 94 i32.const 3 i32.lt_s br_if 0
                                      end
                                    end
                                    local.get 97 local.get 98 local.get 99 local.get 100 local.get 101 local.get 102
                                    local.get 103 local.get 104 local.set 93
                                    local.set 92
                                    local.set 91
                                    local.set 90
                                    local.set 89
                                    local.set 88
                                    local.set 87
                                    local.set 86
                                    local.get 83 i32.const 1 i32.add local.tee 83 i32.const 3 i32.lt_s br_if 0
                                  end
                                end
                                local.get 86 local.get 87 local.get 88 local.get 89 local.get 90 local.get 91
                                local.get 92 local.get 93 local.set 82
                                local.set 81
                                local.set 80
                                local.set 79
                                local.set 78
                                local.set 77
                                local.set 76
                                local.set 75
                                local.get 66 i32.const 1 i32.add local.tee 66 i32.const 16 i32.lt_s br_if 0
                              end
                            end
                            local.get 57 local.get 37 i32.const 2 i32.shl i32.add local.set 74
                            local.get 74 local.get 75 v128.store align=4
                            local.get 58 local.get 37 i32.const 2 i32.shl i32.add local.set 74
                            local.get 74 local.get 76 v128.store align=4
                            local.get 59 local.get 37 i32.const 2 i32.shl i32.add local.set 74
                            local.get 74 local.get 77 v128.store align=4
                            local.get 60 local.get 37 i32.const 2 i32.shl i32.add local.set 74
                            local.get 74 local.get 78 v128.store align=4
                            local.get 61 local.get 37 i32.const 2 i32.shl i32.add local.set 74
                            local.get 74 local.get 79 v128.store align=4
                            local.get 62 local.get 37 i32.const 2 i32.shl i32.add local.set 74
                            local.get 74 local.get 80 v128.store align=4
                            local.get 63 local.get 37 i32.const 2 i32.shl i32.add local.set 74
                            local.get 74 local.get 81 v128.store align=4
                            local.get 64 local.get 37 i32.const 2 i32.shl i32.add local.set 74
                            local.get 74 local.get 82 v128.store align=4
                            local.get 41 i32.const 32 i32.add local.set 41
                            local.get 44 i32.const 32 i32.add local.set 44
                            local.get 46 i32.const 32 i32.add local.set 46
                            local.get 48 i32.const 32 i32.add local.set 48
                            local.get 50 i32.const 32 i32.add local.set 50
                            local.get 52 i32.const 32 i32.add local.set 52
                            local.get 54 i32.const 32 i32.add local.set 54
                            local.get 56 i32.const 32 i32.add local.set 56
                            local.get 37 i32.const 8 i32.add local.tee 37 i32.const 16 i32.lt_s br_if 0
                          end
                        end
                        local.get 35 i32.const 4 i32.add local.tee 35 local.get 28 i32.lt_s br_if 0
                      end
                    end
                    local.get 28 local.tee 35 local.get 27 i32.lt_s if
                      loop
                        local.get 35 i32.const 32 i32.mul local.set 39
                        local.get 32 local.get 39 i32.add local.set 38
                        local.get 35 i32.const 130 i32.mul local.set 39
                        local.get 33 local.get 39 i32.add local.set 37
                        i32.const 0 local.tee 39 i32.const 16 i32.lt_s if
                          local.get 16 local.get 38 i32.const 2 i32.shl i32.add i32.const 0 i32.add local.set 64
                          local.get 64 i32.const 0 i32.const 2 i32.shl i32.add local.set 63
                          local.get 63 i32.const 64 i32.add local.set 62
                          local.get 16 local.get 38 i32.const 2 i32.shl i32.add i32.const 16 i32.add local.set 61
                          local.get 61 i32.const 0 i32.const 2 i32.shl i32.add local.set 60
                          local.get 18 local.get 38 i32.const 2 i32.shl i32.add i32.const 0 i32.add local.set 59
                          local.get 59 i32.const 0 i32.const 2 i32.shl i32.add local.set 58
                          local.get 18 local.get 38 i32.const 2 i32.shl i32.add i32.const 16 i32.add local.set 57
                          local.get 57 i32.const 0 i32.const 2 i32.shl i32.add local.set 56
                          loop
                            local.get 63 local.set 55
                            local.get 55 v128.load align=4 local.set 82
                            local.get 60 local.set 55
                            local.get 55 v128.load align=4 local.set 81
                            local.get 39 i32.const 2 i32.mul local.set 55
                            local.get 37 local.get 55 i32.add local.set 54
                            local.get 82 local.get 81 local.set 79
                            local.set 80
                            i32.const 0 local.tee 55 i32.const 16 i32.lt_s if
                              loop
                                local.get 55 local.get 29 i32.mul local.set 53
                                local.get 54 local.get 53 i32.add local.set 52
                                local.get 55 i32.const 9 i32.mul local.set 53
                                local.get 36 local.get 53 i32.add local.set 51
                                local.get 80 local.get 79 local.set 77
                                local.set 78
                                i32.const 0 local.tee 53 i32.const 3 i32.lt_s if
                                  loop
                                    local.get 53 i32.const 65 i32.mul local.set 50
                                    local.get 52 local.get 50 i32.add local.set 49
                                    local.get 53 i32.const 3 i32.mul local.set 50
                                    local.get 51 local.get 50 i32.add local.set 48
                                    local.get 78 local.get 77 local.set 75
                                    local.set 76
                                    i32.const 0 local.tee 50 i32.const 3 i32.lt_s if
                                      local.get 17 local.get 49 i32.const 2 i32.shl i32.add i32.const 0 i32.add
                                      local.set 47
                                      local.get 47 i32.const 0 i32.const 2 i32.shl i32.add local.set 46
                                      local.get 46 i32.const 12 i32.add local.set 45
                                      local.get 17 local.get 49 i32.const 2 i32.shl i32.add i32.const 12 i32.add
                                      local.set 44
                                      local.get 44 i32.const 0 i32.const 2 i32.shl i32.add local.set 43
                                      local.get 17 local.get 49 i32.const 2 i32.shl i32.add i32.const 32 i32.add
                                      local.set 42
                                      local.get 42 i32.const 0 i32.const 2 i32.shl i32.add local.set 41
                                      local.get 17 local.get 49 i32.const 2 i32.shl i32.add i32.const 44 i32.add
                                      local.set 40
                                      local.get 40 i32.const 0 i32.const 2 i32.shl i32.add local.set 74
                                      local.get 15 local.get 48 i32.const 2 i32.shl i32.add local.set 66
                                      local.get 66 i32.const 0 i32.const 2 i32.shl i32.add local.set 84
                                      loop
                                        local.get 46 local.set 85
                                        local.get 85 v128.load align=4 local.set 73
                                        local.get 43 local.set 85
                                        local.get 85 v128.load align=4 local.set 72
                                        local.get 41 local.set 85
                                        local.get 85 v128.load align=4 local.set 71
                                        local.get 74 local.set 85
                                        local.get 85 v128.load align=4 local.set 70
                                        local.get 73 local.get 72
                                        i8x16.shuffle 0 1 2 3 8 9 10 11 20 21 22 23 28 29 30 31 local.set 69
                                        local.get 71 local.get 70
                                        i8x16.shuffle 0 1 2 3 8 9 10 11 20 21 22 23 28 29 30 31 local.set 72
                                        local.get 84 v128.load32_splat local.set 70
                                        local.get 69 local.get 70 f32x4.mul local.set 71
                                        local.get 76 local.get 71 f32x4.add local.set 69
                                        local.get 72 local.get 70 f32x4.mul local.set 71
                                        local.get 75 local.get 71 f32x4.add local.set 70
                                        local.get 69 local.get 70 local.set 75
                                        local.set 76
                                        local.get 46 i32.const 4 i32.add local.set 46
                                        local.get 43 i32.const 4 i32.add local.set 43
                                        local.get 41 i32.const 4 i32.add local.set 41
                                        local.get 74 i32.const 4 i32.add local.set 74
                                        local.get 84 i32.const 4 i32.add local.set 84
                                        local.get 46 local.get 45 i32.ne br_if 0
                                      end
                                    end
                                    local.get 76 local.get 75 local.set 77
                                    local.set 78
                                    local.get 53 i32.const 1 i32.add local.tee 53 i32.const 3 i32.lt_s br_if 0
                                  end
                                end
                                local.get 78 local.get 77 local.set 79
                                local.set 80
                                local.get 55 i32.const 1 i32.add local.tee 55 i32.const 16 i32.lt_s br_if 0
                              end
                            end
                            local.get 58 local.set 54
                            local.get 54 local.get 80 v128.store align=4
                            local.get 56 local.set 54
                            local.get 54 local.get 79 v128.store align=4
                            local.get 63 i32.const 32 i32.add local.set 63
                            local.get 60 i32.const 32 i32.add local.set 60
                            local.get 58 i32.const 32 i32.add local.set 58
                            local.get 56 i32.const 32 i32.add local.set 56
                            local.get 39 i32.const 8 i32.add local.tee 39 i32.const 16 i32.lt_s br_if 0
                          end
                        end
                        local.get 35 i32.const 1 i32.add local.tee 35 local.get 27 i32.lt_s br_if 0
                      end
                    end
                    local.get 34 i32.const 1 i32.add local.tee 34 i32.const 16 i32.lt_s br_if 0
                  end
                end
                local.get 23 local.get 20 i32.add local.tee 23 local.get 14 i32.lt_s br_if 0
              end
            end
            local.get 22 local.get 6 i32.add local.tee 22 local.get 19 i32.lt_s br_if 0
          end
        end
        local.get 2 i32.const 1 i32.add local.tee 2 local.get 3 i32.lt_u br_if 0
      end
    end
  ))
